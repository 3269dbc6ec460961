/** The running system as its customers, its operators and its payment gateway see it, over HTTP. */
import type { Stack } from './stack-file.ts';
import { operator, tokenOf } from './users.ts';

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
  readonly lines: readonly Line[];
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

  const held = async (): Promise<readonly HeldPayment[]> => {
    const response = await fetch(`${stack.gatewayUrl}/payments`);
    return (await response.json()) as readonly HeldPayment[];
  };

  return {
    call,
    post,
    /** @returns the id of an order that was accepted */
    place: async (
      lines: readonly Line[],
      paymentToken = 'approve',
      correlationId?: string,
    ): Promise<string> =>
      accepted(await post({ lines, currency: 'EUR', paymentToken }, about(correlationId))).orderId,
    cancel: (orderId: string, correlationId?: string) =>
      call('POST', `/ordering/orders/${orderId}/cancellation`, { body: {}, headers: about(correlationId) }),
    order: async (orderId: string): Promise<OrderView> =>
      (await call<OrderView>('GET', `/ordering/orders/${orderId}`)).body,
    payment: async (orderId: string): Promise<{ readonly status: string }> =>
      (await call<{ readonly status: string }>('GET', `/payment/payments/${orderId}`)).body,
    count: async (sku: string, onHand: number): Promise<Answer<StockView>> =>
      call<StockView>('PUT', `/inventory/stock/${sku}`, { bearer: operatorToken, body: { onHand } }),
    stock: async (sku: string): Promise<StockView> =>
      (await call<StockView>('GET', `/inventory/stock/${sku}`)).body,
    /** @param highest the same as the lowest for one price */
    price: (sku: string, lowest: number, highest = lowest, currency = 'EUR'): Promise<Answer<object>> =>
      call('PUT', `/ordering/prices/${sku}`, { bearer: operatorToken, body: { currency, lowest, highest } }),
    /** Everything that the gateway holds. */
    held,
    /** What the gateway holds for an order. */
    heldFor: async (orderId: string): Promise<HeldPayment | undefined> =>
      (await held()).find(({ paymentId }) => paymentId === orderId),
  };
};

export type Shop = Awaited<ReturnType<typeof shop>>;

const about = (correlationId: string | undefined): object =>
  correlationId === undefined ? {} : { 'x-correlation-id': correlationId };

const accepted = <Body>({ status, body }: Answer<Body>): Body => {
  if (status === 202) return body;
  throw new Error(`expected 202, got ${status}: ${JSON.stringify(body)}`);
};
