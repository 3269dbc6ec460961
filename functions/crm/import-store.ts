/** Imports in the context's table, with the rows that they rejected, block by block. */
import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { CauseReused } from '../platform/commit/commit.ts';
import { canceled, transient } from '../platform/commit/dynamodb-failure.ts';
import { TransientFailure } from '../platform/failure.ts';
import { type Asked, type Import, newImport } from './import.ts';
import type { Rejection } from './row.ts';

export interface ListedImport {
  readonly importId: string;
  readonly file: string;
  readonly createdAt: number;
}

export interface RejectionPage {
  readonly rejections: readonly Rejection[];
  /** Where the next page begins; none after the last. */
  readonly next: string | undefined;
}

export interface ImportStore {
  /** @returns the one that there is, if there is one. @throws CauseReused when that was another request's */
  readonly create: (asked: Asked) => Promise<Import>;
  readonly read: (importId: string) => Promise<Import | undefined>;
  /**
   * Changes, and rejected rows with them, all or nothing.
   *
   * @throws TransientFailure when it was changed by another run meanwhile: that one goes on with it
   */
  readonly save: (from: Import, changes: Partial<Import>, rejected?: readonly Rejection[]) => Promise<Import>;
  /** The newest 50. */
  readonly list: () => Promise<readonly ListedImport[]>;
  /** By their lines; about a megabyte. @param after the `next` of the page before */
  readonly rejections: (importId: string, after: string | undefined) => Promise<RejectionPage>;
}

const listed = 'imports';
const keptForMs = 30 * 24 * 3_600_000;
const keyOf = (importId: string) => ({ pk: `import#${importId}`, sk: 'import' });
const rejectedPrefix = 'rejected#';
const padded = (line: number): string => String(line).padStart(12, '0');

/** @param now milliseconds since 1970 */
export const importStore = (
  client: DynamoDBClient,
  table: string,
  now: () => number = Date.now,
): ImportStore => {
  const put = (item: object, createdAt: number, condition: object = {}): TransactWriteItem => {
    const expiresAt = Math.ceil((createdAt + keptForMs) / 1_000);
    const Item = marshall({ ...item, expiresAt }, { removeUndefinedValues: true });
    return { Put: { TableName: table, Item, ...condition } };
  };
  /** @returns false when a condition was not met */
  const write = async (TransactItems: TransactWriteItem[]): Promise<boolean> => {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return true;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) return transient(error);
      canceled(error);
      return false;
    }
  };
  const read = async (importId: string): Promise<Import | undefined> => {
    const command = new GetItemCommand({
      TableName: table,
      Key: marshall(keyOf(importId)),
      ConsistentRead: true,
    });
    const { Item } = await client.send(command).catch(transient);
    return Item === undefined ? undefined : (unmarshall(Item) as Import);
  };
  const query = async (input: object) => {
    const { Items = [], LastEvaluatedKey } = await client
      .send(new QueryCommand({ TableName: table, ...input }))
      .catch(transient);
    return { items: Items.map((item) => unmarshall(item)), last: LastEvaluatedKey };
  };

  return {
    read,
    create: async (asked) => {
      const created = newImport(asked, now());
      const { importId, file, createdAt } = created;
      const entry = { pk: listed, sk: `${createdAt}#${importId}`, importId, file, createdAt };
      const item = { ...keyOf(importId), ...created };
      const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
      const done = await write([put(item, createdAt, isNew), put(entry, createdAt)]);
      if (done) return created;
      const found = await read(importId);
      if (found === undefined) throw new TransientFailure(`import ${importId} is being created by another`);
      if (found.fingerprint !== asked.fingerprint) throw new CauseReused(importId);
      return found;
    },
    save: async (from, changes, rejected = []) => {
      const { importId, createdAt } = from;
      const next: Import = { ...from, ...changes, revision: from.revision + 1 };
      const isUnchanged = {
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: marshall({ ':revision': from.revision }),
      };
      const { pk } = keyOf(importId);
      const [first] = rejected;
      const kept = first && [{ pk, sk: `${rejectedPrefix}${padded(first.line)}`, rejected }];
      const items = (kept ?? []).map((item) => put(item, createdAt));
      const done = await write([put({ ...keyOf(importId), ...next }, createdAt, isUnchanged), ...items]);
      if (done) return next;
      throw new TransientFailure(`import ${importId} was changed by another run, which goes on with it`);
    },
    list: async () => {
      const { items } = await query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': listed }),
        ScanIndexForward: false,
        Limit: 50,
      });
      return items as unknown as readonly ListedImport[];
    },
    rejections: async (importId, after) => {
      const { pk } = keyOf(importId);
      const { items, last } = await query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: marshall({ ':pk': pk, ':prefix': rejectedPrefix }),
        ConsistentRead: true,
        ...(after !== undefined && {
          ExclusiveStartKey: marshall({ pk, sk: `${rejectedPrefix}${after}` }),
        }),
      });
      const next = last === undefined ? undefined : String(unmarshall(last).sk).slice(rejectedPrefix.length);
      return { rejections: items.flatMap(({ rejected }) => rejected as readonly Rejection[]), next };
    },
  };
};
