/** A customer of the running system, over HTTP. */
import type { Stack } from '../stack-file.ts';
import { tokenOf } from '../users.ts';
import type { Scenario } from './scenarios.ts';

export interface OrderView {
  readonly status: string;
  readonly reason?: string;
  readonly total: number;
}

export const customer = async (stack: Stack, name: string) => {
  const token = await tokenOf(stack, name);
  const call = async (method: string, path: string, expected: number, body?: object, headers = {}) => {
    const response = await fetch(`${stack.apiUrl}/ordering/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status !== expected) {
      throw new Error(`${method} ${path}: expected ${expected}, got ${response.status}: ${text}`);
    }
    return JSON.parse(text);
  };
  return {
    /** @returns the order's id */
    place: async ({ lines, paymentToken }: Scenario, correlationId: string): Promise<string> => {
      const body = { lines, currency: 'EUR', paymentToken };
      const { orderId } = await call('POST', 'orders', 202, body, { 'x-correlation-id': correlationId });
      return orderId;
    },
    cancel: (orderId: string, correlationId: string): Promise<unknown> =>
      call('POST', `orders/${orderId}/cancellation`, 202, {}, { 'x-correlation-id': correlationId }),
    read: (orderId: string): Promise<OrderView> => call('GET', `orders/${orderId}`, 200),
  };
};
