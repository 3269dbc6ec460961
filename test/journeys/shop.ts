/** The deployed system as its customers, operators and payment gateway see it. */
import { randomUUID } from 'node:crypto';
import type { Stack } from '../../local/stack-file.ts';
import { operator, tokenOf } from '../../local/users.ts';

export interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface OrderView {
  readonly orderId: string;
  readonly status: string;
  readonly reason?: string;
  readonly total: number;
}

export interface StockView {
  readonly onHand: number;
  readonly reserved: number;
}

export interface HeldPayment {
  readonly paymentId: string;
  readonly amount: number;
  readonly status: string;
  readonly requests: number;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A SKU that no other test uses. */
export const newSku = (): string => `SKU-${randomUUID()}`;

export const shop = async (stack: Stack, customer = 'ada') => {
  const token = await tokenOf(stack, customer);
  const operatorToken = await tokenOf(stack, operator);

  const call = async <Body>(
    method: string,
    path: string,
    { bearer = token, body, headers = {} }: { bearer?: string; body?: unknown; headers?: object } = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(`${stack.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };

  const post = (body: unknown, headers: object = {}) =>
    call<{ readonly orderId: string }>('POST', '/ordering/orders', { body, headers });

  return {
    call,
    post,
    /** @returns the id of an order that was accepted */
    place: async (lines: readonly Line[], paymentToken = 'approve'): Promise<string> => {
      const { status, body } = await post({ lines, currency: 'EUR', paymentToken });
      if (status !== 202) throw new Error(`expected 202, got ${status}: ${JSON.stringify(body)}`);
      return body.orderId;
    },
    cancel: (orderId: string) => call('POST', `/ordering/orders/${orderId}/cancellation`, { body: {} }),
    order: async (orderId: string): Promise<OrderView> =>
      (await call<OrderView>('GET', `/ordering/orders/${orderId}`)).body,
    payment: async (orderId: string): Promise<{ readonly status: string }> =>
      (await call<{ readonly status: string }>('GET', `/payment/payments/${orderId}`)).body,
    count: async (sku: string, onHand: number): Promise<Answer<StockView>> =>
      call<StockView>('PUT', `/inventory/stock/${sku}`, { bearer: operatorToken, body: { onHand } }),
    stock: async (sku: string): Promise<StockView> =>
      (await call<StockView>('GET', `/inventory/stock/${sku}`)).body,
    /** What the gateway holds for an order. */
    held: async (orderId: string): Promise<HeldPayment | undefined> => {
      const response = await fetch(`${stack.gatewayUrl}/payments`);
      const payments = (await response.json()) as readonly HeldPayment[];
      return payments.find(({ paymentId }) => paymentId === orderId);
    },
  };
};
