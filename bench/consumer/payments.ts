/** What orders say, to payments: policy, decider and commit as they are deployed, on a table of the bench's own. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { MSKEvent } from 'aws-lambda';
import { payment } from '../../functions/payment/decider.ts';
import { type HeardEvent, heard, policy } from '../../functions/payment/policy.ts';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import { commitStore } from '../../functions/platform/commit/commit.ts';
import { heldIn } from '../../functions/platform/consumer/held.ts';
import { kafkaHandler } from '../../functions/platform/consumer/kafka-handler.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { reservation } from '../../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { payment as contract } from '../../schemas/payment/payment/contract.gen.ts';
import { limited } from '../limited.ts';
import { contextOf, orderOf } from '../samples/orders.ts';
import { eventOf, lambdaContext, recordOf } from '../samples/records.ts';

/** @returns what handles a batch, and throws when anything of it was not */
export const payments = (client: DynamoDBClient, table: string, registry: SchemaRegistry) => {
  const store = commitStore(client, table);
  const all = aggregate({
    name: 'payment/payment',
    decider: payment,
    publishes: contract,
    creates: ['RequestPayment'],
    store,
    registry,
  });
  const handler = kafkaHandler<HeardEvent>({
    consumer: 'payment.saga',
    contracts: [order, reservation],
    heard,
    handle: ({ event, cause }) => all.handle(policy(event), cause),
    connections: {
      registry,
      parkingFor: (consumer) => ({ park: fail, held: heldIn(client, table, consumer) }),
      suspect: fail,
    },
  });
  return async (event: MSKEvent): Promise<void> => {
    const { batchItemFailures } = await handler(event, lambdaContext);
    if (batchItemFailures.length > 0) await fail();
  };
};

const fail = async (): Promise<never> => {
  throw new Error('nothing is to fail here');
};

/** Orders that nobody heard of before, each a key, in batches of one partition. */
export const placedOrders = async (
  registry: SchemaRegistry,
  orders: number,
  perBatch: number,
  run: string,
): Promise<readonly MSKEvent[]> => {
  const numbers = Array.from({ length: orders }, (_, number) => number);
  const records = await limited(1, numbers, async (number) => {
    const data = orderOf(number, 2, run);
    const message = await outgoing({ type: 'OrderPlaced', data }, [order], contextOf(data), registry);
    return recordOf(message, number);
  });
  return Array.from({ length: Math.ceil(orders / perBatch) }, (_, n) =>
    eventOf(records.slice(n * perBatch, (n + 1) * perBatch)),
  );
};
