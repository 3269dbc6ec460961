/** What ordering would say of an order, put into its topic as ordering's own relay puts it there. */
import { randomUUID } from 'node:crypto';
import type { Message } from '../../functions/platform/commit/decider.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import type { Contract } from '../../schemas/contract.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';

/** Ordering as it was before its confirmations had lines. */
const { OrderConfirmed } = order.messages;
export const firstVersion: Contract = {
  ...order,
  messages: { OrderConfirmed: { ...OrderConfirmed, versions: [OrderConfirmed.versions[0]] } },
};

export const newOrdering = (kafkaBrokers: string, registry: SchemaRegistry) => {
  const producer = orderedProducer({ clientId: 'tests', brokers: kafkaBrokers.split(',') });
  const say = async (orderId: string, sequence: number, event: Message, contract: Contract = order) => {
    const { topic, key, headers, value } = await outgoing(
      event,
      [contract],
      {
        source: '/ordering/order',
        subject: orderId,
        id: `${orderId}.${sequence}`,
        sequence,
        at: Date.now(),
        correlationId: orderId,
        causationId: randomUUID(),
      },
      registry,
    );
    await producer.send([{ topic, messages: [{ key, headers, value: Buffer.from(value) }] }]);
  };
  return {
    close: producer.close,
    confirm: async (orderId: string, warehouses: readonly string[], contract?: Contract): Promise<void> => {
      const lines = warehouses.map((warehouse) => ({ sku: 'TEAPOT', warehouse, quantity: 1 }));
      const data = { orderId, customerId: 'ada', lines, confirmedAt: Date.now() };
      await say(orderId, 1, { type: 'OrderConfirmed', data }, contract);
    },
    askToCancel: (orderId: string, sequence: number): Promise<void> => {
      const data = { orderId, customerId: 'ada', reason: 'customer', requestedAt: Date.now() };
      return say(orderId, sequence, { type: 'OrderCancellationRequested', data });
    },
  };
};
