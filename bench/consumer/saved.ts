/** How the peer may save what it decided: with our own transaction, or with one item less. */
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { payment } from '../../functions/payment/decider.ts';
import { policy } from '../../functions/payment/policy.ts';
import { commitStore, headItem, keysOf } from '../../functions/platform/commit/commit.ts';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import { commitOf } from '../../functions/platform/commit/outbox.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import type { OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';
import { payment as publishes } from '../../schemas/payment/payment/contract.gen.ts';
import type { Save } from './powertools.ts';

const name = 'payment/payment';

const commitFor = (order: OrderPlaced, id: string, registry: SchemaRegistry) => {
  const command = policy({ type: 'OrderPlaced', data: order });
  const decision = payment.decide(command, payment.initial);
  if (isRefusal(decision)) throw new Error(decision.detail);
  const cause = {
    id: `payment.saga:/ordering/order:${id}`,
    by: 'payment.saga',
    correlationId: order.orderId,
  };
  const head = { version: 0, state: payment.initial };
  const decided = {
    keys: keysOf(name, order.orderId, cause),
    id: order.orderId,
    cause,
    head,
    events: decision,
  };
  return commitOf({ name, decider: payment, publishes, registry }, { ...decided, at: Date.now() });
};

/** Head and journal in one transaction, as ours. */
export const inTransaction = (client: DynamoDBClient, table: string, registry: SchemaRegistry): Save => {
  const store = commitStore(client, table);
  return async (order, id) => store.commit(await commitFor(order, id, registry));
};

/** Only the head, which holds state and messages: no journal, and nothing that tells a repeat but the idempotency table. */
export const inOnePut =
  (client: DynamoDBClient, table: string, registry: SchemaRegistry): Save =>
  async (order, id) => {
    const Item = headItem(await commitFor(order, id, registry));
    const ConditionExpression = 'attribute_not_exists(pk)';
    await client.send(new PutItemCommand({ TableName: table, Item, ConditionExpression }));
  };
