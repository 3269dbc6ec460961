/** How fast a window counts, and how fast one write for each event is, on tables of their own. */
import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import { projectionStore } from '../../functions/platform/projection/projection-store.ts';
import { eachPartition } from '../../functions/platform/window/consumer.ts';
import { type WindowStore, windowStore } from '../../functions/platform/window/store.ts';
import { newTable } from '../dynamodb/table.ts';
import { perSecondOf } from '../harness/timed.ts';
import { batchesOf, heardIn, type Sold, sold } from './counted.ts';

export const skus = 8;

export interface Measured {
  readonly perSecond: number;
  /** How often the sum was written that was written most. */
  readonly hottest: number;
}

const fail = (): never => {
  throw new Error('nothing is to fail here');
};

/** The consumer as it is; its store is watched. */
export const windowed = async (client: DynamoDBClient, events: number, size: number): Promise<Measured> => {
  const table = await newTable(client);
  const writes = new Map<string, number>();
  const store = windowStore(client, table);
  const watched: WindowStore = {
    ...store,
    write: (place, chunk) => {
      for (const { key } of chunk.additions) writes.set(key.sk, (writes.get(key.sk) ?? 0) + 1);
      return store.write(place, chunk);
    },
  };
  const consume = eachPartition<Sold, { readonly revenue: number }>({
    consumer: 'bench.windows',
    read: heardIn,
    window: sold,
    store: watched,
    park: async () => fail(),
    failed: fail,
  });
  const perSecond = await timed(events, size, consume);
  await refuseWrong(client, table, events);
  return { perSecond, hottest: Math.max(...writes.values()) };
};

/** One conditional write to the order's row for each event, 16 keys at once: it adds nothing up, and cannot. */
export const projected = async (client: DynamoDBClient, events: number): Promise<Measured> => {
  const { take } = projectionStore(client, await newTable(client));
  const consume = eachEvent<Sold>({
    read: heardIn,
    handle: async ({ event: { data }, origin }) => {
      const { id, ...set } = data;
      await take({ key: { pk: `order#${id}`, sk: 'sale' }, set }, origin);
      return {};
    },
    park: async () => fail(),
    failed: fail,
  });
  return { perSecond: await timed(events, 100, consume), hottest: 0 };
};

const timed = async (
  events: number,
  size: number,
  consume: ReturnType<typeof eachPartition>,
): Promise<number> => {
  const batches = batchesOf(randomUUID(), events, size, skus);
  return perSecondOf(events, async () => {
    for (const batch of batches) {
      const { batchItemFailures } = await consume(batch);
      if (batchItemFailures.length > 0) fail();
    }
  });
};

const refuseWrong = async (client: DynamoDBClient, table: string, events: number): Promise<void> => {
  let units = 0;
  for (let sku = 0; sku < skus; sku += 1) {
    const Key = marshall({ pk: 'hour#2026-11-25T21', sk: `SKU-${sku}#EUR` });
    const { Item = {} } = await client.send(
      new GetItemCommand({ TableName: table, Key, ConsistentRead: true }),
    );
    units += Number(unmarshall(Item).units ?? 0);
  }
  if (units !== events) throw new Error(`${units} of ${events} events are in the sums`);
};
