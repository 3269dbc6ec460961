/** The running system as its customers and its operators see it, over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Answer,
  HeldPayment,
  HourlyRevenue,
  Line,
  OrderView,
  ReturnView,
  ShipmentView,
  StockView,
  Timeline,
} from './shop-views.ts';
import type { Stack } from './stack-file.ts';
import { operator, tokenOf } from './users.ts';

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
  const read = async <Body>(path: string, bearer = token): Promise<Body> =>
    (await call<Body>('GET', path, { bearer })).body;
  const put = <Body>(path: string, body: object) => call<Body>('PUT', path, { bearer: operatorToken, body });

  const post = (body: unknown, headers: object = {}) =>
    call<{ readonly orderId: string }>('POST', '/ordering/orders', { body, headers });
  const count = (sku: string, onHand: number, warehouse = 'main') =>
    put<StockView>(`/inventory/stock/${sku}`, { onHand, warehouse });
  /** @param highest the same as the lowest for one price */
  const price = (sku: string, lowest: number, highest = lowest, currency = 'EUR') =>
    put(`/ordering/prices/${sku}`, { currency, lowest, highest });

  const held = async (): Promise<readonly HeldPayment[]> => {
    const response = await fetch(`${stack.gatewayUrl}/payments`);
    return (await response.json()) as readonly HeldPayment[];
  };

  return {
    call,
    post,
    count,
    price,
    /** Puts a new SKU on sale, at any price. */
    offer: async (sku: string, onHand: number): Promise<void> => {
      await Promise.all([count(sku, onHand), price(sku, 0, 1_000_000)]);
    },
    /** @returns the id of an order that was accepted */
    place: async (
      lines: readonly Line[],
      paymentToken = 'approve',
      correlationId?: string,
    ): Promise<string> =>
      accepted(await post({ lines, currency: 'EUR', paymentToken }, about(correlationId))).orderId,
    cancel: (orderId: string, correlationId?: string) =>
      call('POST', `/ordering/orders/${orderId}/cancellation`, { body: {}, headers: about(correlationId) }),
    order: (orderId: string) => read<OrderView>(`/ordering/orders/${orderId}`),
    payment: (orderId: string) =>
      read<{ readonly status: string; readonly refunded: number }>(`/payment/payments/${orderId}`),
    shipment: (orderId: string) => read<ShipmentView>(`/shipping/shipments/${orderId}`),
    stock: (sku: string) => read<StockView>(`/inventory/stock/${sku}`),
    timeline: (orderId: string) => read<Timeline>(`/tracking/orders/${orderId}`),
    /** Everything that the gateway holds. */
    held,
    /** What the gateway holds for an order. */
    heldFor: async (orderId: string): Promise<HeldPayment | undefined> =>
      (await held()).find(({ paymentId }) => paymentId === orderId),
    /**
     * Asks until it is accepted: returns hears over Kafka that the order is completed.
     *
     * @returns the id of the return
     */
    sendBack: async (
      orderId: string,
      lines: readonly Pick<Line, 'sku' | 'quantity'>[],
      correlationId?: string,
    ) => {
      const body = { orderId, lines, reason: 'changed my mind' };
      const until = performance.now() + 180_000;
      while (true) {
        const headers = about(correlationId);
        const answer = await call<{ readonly returnId: string }>('POST', '/returns/returns', {
          body,
          headers,
        });
        if (answer.status === 202 || performance.now() > until) return accepted(answer).returnId;
        await sleep(100);
      }
    },
    returned: (returnId: string) => read<ReturnView>(`/returns/returns/${returnId}`),
    /** What an operator does when the goods are there. */
    receive: (returnId: string, warehouse = 'main', correlationId?: string) =>
      call('POST', `/returns/returns/${returnId}/receipt`, {
        bearer: operatorToken,
        body: { warehouse },
        headers: about(correlationId),
      }),
    /** What an operator reads. */
    asOperator: <Body>(path: string) => read<Body>(path, operatorToken),
    revenue: (hour: string) => read<HourlyRevenue>(`/sales/hours/${hour}`, operatorToken),
  };
};

export type Shop = Awaited<ReturnType<typeof shop>>;

const about = (correlationId: string | undefined): object =>
  correlationId === undefined ? {} : { 'x-correlation-id': correlationId };

const accepted = <Body>({ status, body }: Answer<Body>): Body => {
  if (status === 202) return body;
  throw new Error(`expected 202, got ${status}: ${JSON.stringify(body)}`);
};
