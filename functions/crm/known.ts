/** The counterparties of a block as they stand, a hundred with each request. */
import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { keysOf } from '../platform/commit/commit.ts';
import { transient } from '../platform/commit/dynamodb-failure.ts';
import { TransientFailure } from '../platform/failure.ts';
import { fullJitter } from '../platform/jitter.ts';
import { limited } from '../platform/limited.ts';
import type { CounterpartyState } from './decider.ts';
import type { Known } from './plan.ts';

/** @param numbers each once. @throws TransientFailure when DynamoDB does not answer for all of them */
export type FindKnown = (numbers: readonly string[]) => Promise<Known>;

const largestBatch = 100;
const attempts = 10;

/** @param name `<context>/<aggregate>` */
export const findKnownIn = (client: DynamoDBClient, table: string, name: string): FindKnown => {
  const head = (number: string) => marshall(keysOf(name, number).head);
  const prefix = keysOf(name, '').head.pk.length;
  return async (numbers) => {
    const batches = Array.from({ length: Math.ceil(numbers.length / largestBatch) }, (_, n) =>
      numbers.slice(n * largestBatch, (n + 1) * largestBatch).map(head),
    );
    const found = await limited(4, batches, (keys) => readAll(client, table, keys));
    return new Map(
      found.flat().map(({ pk, state }) => [String(pk).slice(prefix), state as CounterpartyState] as const),
    );
  };
};

/** What DynamoDB left out is asked for again. */
const readAll = async (
  client: DynamoDBClient,
  table: string,
  keys: Record<string, AttributeValue>[],
): Promise<readonly Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  let left = keys;
  for (let tried = 1; tried <= attempts; tried += 1) {
    const { Responses, UnprocessedKeys } = await client.send(requestOf(table, left)).catch(transient);
    found.push(...(Responses?.[table] ?? []).map((item) => unmarshall(item)));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length === 0) return found;
    await fullJitter(tried);
  }
  throw new TransientFailure(`DynamoDB left out ${left.length} counterparties ${attempts} times in a row`);
};

const requestOf = (table: string, Keys: Record<string, AttributeValue>[]) =>
  new BatchGetItemCommand({
    RequestItems: {
      [table]: {
        Keys,
        ConsistentRead: true,
        ProjectionExpression: 'pk, #state',
        ExpressionAttributeNames: { '#state': 'state' },
      },
    },
  });
