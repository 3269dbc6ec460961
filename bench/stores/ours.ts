/** Prices as they are kept here: head with outbox, and commit record, in one transaction. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { price } from '../../functions/ordering/price/decider.ts';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import { commitStore } from '../../functions/platform/commit/commit.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { type PriceSet, price as publishes } from '../../schemas/ordering/price/contract.gen.ts';
import { newTable } from '../dynamodb/table.ts';

export interface PriceStore {
  /** Known to be the first of its SKU. */
  readonly create: (data: PriceSet) => Promise<void>;
  /** Reads, decides and commits. */
  readonly set: (data: PriceSet) => Promise<void>;
}

export const ourPrices = async (client: DynamoDBClient, registry: SchemaRegistry): Promise<PriceStore> =>
  pricesIn(client, await newTable(client), registry);

export const pricesIn = (client: DynamoDBClient, table: string, registry: SchemaRegistry): PriceStore => {
  const store = commitStore(client, table);
  const props = { name: 'ordering/price', decider: price, publishes, store, registry };
  const [prices, fresh] = [aggregate(props), aggregate({ ...props, creates: ['SetPrice'] })];
  const handle = async ({ handle: how }: typeof prices, data: PriceSet): Promise<void> => {
    const cause = { id: `bench:${crypto.randomUUID()}`, by: 'bench', correlationId: data.sku };
    const outcome = await how({ type: 'SetPrice', data }, cause);
    if ('refused' in outcome || outcome.events.length === 0) throw new Error('a new price changes something');
  };
  return { create: (data) => handle(fresh, data), set: (data) => handle(prices, data) };
};
