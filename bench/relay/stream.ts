/** Heads as a table's stream hands them to its relay. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { payment } from '../../functions/payment/decider.ts';
import { policy } from '../../functions/payment/policy.ts';
import { headItem, keysOf } from '../../functions/platform/commit/commit.ts';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import { commitOf } from '../../functions/platform/commit/outbox.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { payment as publishes } from '../../schemas/payment/payment/contract.gen.ts';
import { limited } from '../limited.ts';
import { orderOf } from '../samples/orders.ts';

export const topic = publishes.topic;
/** As the mapping of every relay. */
export const perBatch = 100;

const name = 'payment/payment';

/** Batches of new payments, each with the message that it sends. */
export const streamOf = async (
  registry: SchemaRegistry,
  heads: number,
): Promise<readonly DynamoDBStreamEvent[]> => {
  const numbers = Array.from({ length: heads }, (_, number) => number);
  const images = await limited(1, numbers, (number) => imageOf(number, registry));
  return Array.from({ length: Math.ceil(heads / perBatch) }, (_, n) => ({
    Records: images.slice(n * perBatch, (n + 1) * perBatch).map((NewImage) => ({
      eventName: 'INSERT' as const,
      dynamodb: { NewImage },
    })),
  }));
};

type Image = NonNullable<NonNullable<DynamoDBStreamEvent['Records'][number]['dynamodb']>['NewImage']>;

const imageOf = async (number: number, registry: SchemaRegistry): Promise<Image> => {
  const order = orderOf(number, 2);
  const decision = payment.decide(policy({ type: 'OrderPlaced', data: order }), payment.initial);
  if (isRefusal(decision)) throw new Error(decision.detail);
  const { orderId: id, placedAt: at } = order;
  const cause = { id: `payment.saga:/ordering/order:${id}.1`, by: 'payment.saga', correlationId: id };
  const head = { version: 0, state: payment.initial };
  const decided = { keys: keysOf(name, id, cause), id, cause, head, events: decision, at };
  const item = headItem(await commitOf({ name, decider: payment, publishes, registry }, decided));
  return Object.fromEntries(
    Object.entries(item).map(([attribute, value]) => [attribute, asJson(value)]),
  ) as Image;
};

/** On its way to a function, what is binary is base64. */
const asJson = (value: AttributeValue): object => {
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value.L !== undefined) return { L: value.L.map(asJson) };
  if (value.M === undefined) return value;
  return { M: Object.fromEntries(Object.entries(value.M).map(([key, member]) => [key, asJson(member)])) };
};
