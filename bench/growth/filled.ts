/** Tables that have grown already: their items are written in bulk, after the pattern of one real commit. */
import { type AttributeValue, BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { recorded } from '../dynamodb/recorded.ts';
import { newTable } from '../dynamodb/table.ts';
import { limited } from '../limited.ts';
import { pricesIn } from '../stores/ours.ts';
import { priceFor } from '../stores/price-for.ts';

type Item = Record<string, AttributeValue>;

const perRequest = 25;
const atOnce = 8;

const writeAll = async (client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> => {
  const requests = Array.from({ length: Math.ceil(items.length / perRequest) }, (_, n) =>
    items.slice(n * perRequest, (n + 1) * perRequest).map((Item) => ({ PutRequest: { Item } })),
  );
  await limited(atOnce, requests, (some) =>
    client.send(new BatchWriteItemCommand({ RequestItems: { [table]: some } })),
  );
};

/** Head and commit record of a price, as a commit writes them. */
const patternOf = async (
  client: DynamoDBClient,
  registry: SchemaRegistry,
): Promise<readonly [Item, Item]> => {
  const { create } = pricesIn(client, await newTable(client), registry);
  const sent = await recorded(() => create(priceFor('PATTERN')));
  const [transaction] = sent.filter(({ name }) => name === 'TransactWriteItemsCommand');
  const { TransactItems = [] } = (transaction?.input ?? {}) as {
    readonly TransactItems?: readonly { readonly Put: { readonly Item: Item } }[];
  };
  const [head, record] = TransactItems.map(({ Put }) => Put.Item);
  if (head === undefined || record === undefined) throw new Error('a commit is to write two items');
  return [head, record];
};

export const skuAt = (number: number): string => `SKU-${number}`;

/** @returns a table with as many prices */
export const tableOfAggregates = async (
  client: DynamoDBClient,
  registry: SchemaRegistry,
  aggregates: number,
): Promise<string> => {
  const [head] = await patternOf(client, registry);
  const table = await newTable(client);
  const items = Array.from({ length: aggregates }, (_, n) => ({ ...head, pk: { S: `price#${skuAt(n)}` } }));
  await writeAll(client, table, items);
  return table;
};

/** @returns a table with one price, which has changed as often */
export const tableOfHistory = async (
  client: DynamoDBClient,
  registry: SchemaRegistry,
  commits: number,
): Promise<string> => {
  const [head, record] = await patternOf(client, registry);
  const table = await newTable(client);
  const pk = { S: `price#${skuAt(0)}` };
  const records = Array.from({ length: commits }, (_, n) => {
    return { ...record, pk, sk: { S: `cause#before-${n}` }, version: { N: String(n + 1) } };
  });
  await writeAll(client, table, [{ ...head, pk, version: { N: String(commits) } }, ...records]);
  return table;
};
