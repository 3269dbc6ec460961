/** Prices as an event store of castore's keeps them, through its DynamoDB adapter for a single table. */
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventStore, EventType } from '@castore/core';
import { DynamoDBSingleTableEventStorageAdapter } from '@castore/event-storage-adapter-dynamodb';
import { price } from '../../functions/ordering/price/decider.ts';
import type { PriceSet } from '../../schemas/ordering/price/contract.gen.ts';
import type { PriceStore } from './ours.ts';

/** https://castore-dev.github.io/castore/: table and index as its adapter wants them. */
const tableIn = async (client: DynamoDBClient, TableName: string): Promise<void> => {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'aggregateId', KeyType: 'HASH' },
        { AttributeName: 'version', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'aggregateId', AttributeType: 'S' },
        { AttributeName: 'version', AttributeType: 'N' },
        { AttributeName: 'eventStoreId', AttributeType: 'S' },
        { AttributeName: 'timestamp', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'initialEvents',
          KeySchema: [
            { AttributeName: 'eventStoreId', KeyType: 'HASH' },
            { AttributeName: 'timestamp', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
};

const priceSet = new EventType<'PriceSet', PriceSet>({ type: 'PriceSet' });

interface Folded {
  readonly aggregateId: string;
  readonly version: number;
  readonly prices: ReturnType<typeof price.evolve>['prices'];
}

/** The same decider folds and decides. */
export const castorePrices = async (client: DynamoDBClient): Promise<PriceStore> => {
  const tableName = `castore-${crypto.randomUUID()}`;
  await tableIn(client, tableName);
  const store = new EventStore({
    eventStoreId: 'prices',
    eventTypes: [priceSet],
    eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({ tableName, dynamoDBClient: client }),
    reducer: (before: Folded, { aggregateId, version, payload }): Folded => ({
      aggregateId,
      version,
      ...price.evolve(before ?? price.initial, { type: 'PriceSet', data: payload }),
    }),
  });
  return {
    create: async (data) => {
      await store.pushEvent({ aggregateId: data.sku, version: 1, type: 'PriceSet', payload: data });
    },
    set: async (data) => {
      const { aggregate } = await store.getAggregate(data.sku);
      const decision = price.decide({ type: 'SetPrice', data }, aggregate ?? price.initial);
      if ('refused' in decision || decision.length === 0) throw new Error('a new price changes something');
      const version = (aggregate?.version ?? 0) + 1;
      await store.pushEvent({ aggregateId: data.sku, version, type: 'PriceSet', payload: data });
    },
  };
};
