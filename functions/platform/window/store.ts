/** A window in DynamoDB: positions, rows and sums in one table, moved together or not at all. */
import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../commit/commit.ts';
import { canceled, transient } from '../commit/dynamodb-failure.ts';
import { transact } from '../commit/transact.ts';
import { TransientFailure } from '../failure.ts';
import { fullJitter } from '../jitter.ts';
import { rowId } from './step.ts';
import type { Chunk, Joined, Place, Position } from './window.ts';
import { actionsOf, markKeyOf, positionKeyOf } from './write.ts';

export interface WindowStore {
  /** Position and rows in one request, strongly consistent, as all of it is. */
  readonly read: <Row>(place: Place, keys: readonly Key[]) => Promise<Stored<Row>>;
  /** Which of these offsets were passed over, and may come back. */
  readonly parked: (place: Place, offsets: readonly number[]) => Promise<ReadonlySet<number>>;
  /**
   * All of it or nothing.
   *
   * @returns false when the position or a row is not as it was read, or another transaction was at the same item
   * @throws PermanentFailure when DynamoDB refuses what is written; TransientFailure when it cannot be asked
   */
  readonly write: (place: Place, chunk: Chunk) => Promise<boolean>;
}

export interface Stored<Row> {
  readonly position: Position;
  /** By `rowId`, each that was asked for. */
  readonly rows: ReadonlyMap<string, Joined<Row>>;
}

type Item = Key & { readonly [attribute: string]: unknown };

const start: Position = { offset: -1, at: 0, version: 0, rest: [] };
const keysPerRequest = 100;
const attempts = 10;

export const windowStore = (client: DynamoDBClient, table: string): WindowStore => {
  const found = async (keys: readonly Key[]): Promise<readonly Item[]> => {
    const items: Item[] = [];
    for (let from = 0; from < keys.length; from += keysPerRequest) {
      const some = keys.slice(from, from + keysPerRequest).map((key) => marshall(key));
      items.push(...(await batchOf(client, table, some)));
    }
    return items;
  };
  return {
    read: async <Row>(place: Place, keys: readonly Key[]) => {
      const own = positionKeyOf(place);
      const rows = new Map<string, Joined<Row>>(
        keys.map((key) => [rowId(key), { key, version: 0, taken: {}, row: undefined }]),
      );
      let position = start;
      for (const item of await found([own, ...[...rows.values()].map(({ key }) => key)])) {
        if (rowId(item) === rowId(own)) position = positionIn(item);
        else rows.set(rowId(item), rowIn(item));
      }
      return { position, rows };
    },
    parked: async (place, offsets) => {
      const items = await found(offsets.map((offset) => markKeyOf(place, offset)));
      return new Set(items.map(({ offset }) => offset as number));
    },
    write: async (place, chunk) => {
      const TransactItems = actionsOf(place, chunk, table);
      try {
        await transact(client, TransactItems);
        return true;
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) return transient(error);
        canceled(error);
        return false;
      }
    },
  };
};

const positionIn = (item: Item): Position => {
  const { offset, at, version, rest } = item as unknown as Position;
  return { offset, at, version, rest };
};

const rowIn = <Row>(item: Item): Joined<Row> => {
  const { pk, sk, version, taken, row } = item as unknown as Key & Omit<Joined<Row>, 'key'>;
  return { key: { pk, sk }, version, taken, row };
};

/** DynamoDB answers as much as it likes of a batch. */
const batchOf = async (
  client: DynamoDBClient,
  table: string,
  keys: Record<string, AttributeValue>[],
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let missing = keys;
  for (let tried = 1; tried <= attempts; tried += 1) {
    const command = new BatchGetItemCommand({
      RequestItems: { [table]: { Keys: missing, ConsistentRead: true } },
    });
    const { Responses, UnprocessedKeys } = await client.send(command).catch(transient);
    items.push(...(Responses?.[table] ?? []).map((item) => unmarshall(item) as Item));
    missing = UnprocessedKeys?.[table]?.Keys ?? [];
    if (missing.length === 0) return items;
    await fullJitter(tried);
  }
  throw new TransientFailure(
    `DynamoDB left ${missing.length} of ${keys.length} keys unread ${attempts} times`,
  );
};
