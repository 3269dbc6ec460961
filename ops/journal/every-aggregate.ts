/** The ids of all aggregates of one kind in a table, page by page: a scan, which an operator asks for by name. */
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { keysOf } from '../../functions/platform/commit/commit.ts';

export interface Page {
  /** In the table's own order, which stays; those that have a head, a journal or both. */
  readonly ids: readonly string[];
  /** Where the next page begins, for a later run too; undefined after the last. */
  readonly next: string | undefined;
}

export interface ScanProps {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** `<context>/<aggregate>` */
  readonly name: string;
  /** Where an earlier run came to. @default the beginning */
  readonly from?: string | undefined;
  /** Items that are read at once. @default as many as DynamoDB gives, 1 MB */
  readonly pageSize?: number | undefined;
}

/** An id whose items lie on both sides of a page's end comes on both pages. */
export async function* everyAggregate({
  client,
  table,
  name,
  from,
  pageSize,
}: ScanProps): AsyncGenerator<Page> {
  const prefix = keysOf(name, '').head.pk;
  let next = from === undefined ? undefined : placeOf(from);
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: 'pk',
        FilterExpression: 'begins_with(pk, :prefix) AND (sk = :head OR begins_with(sk, :cause))',
        ExpressionAttributeValues: {
          ':prefix': { S: prefix },
          ':head': { S: 'head' },
          ':cause': { S: 'cause#' },
        },
        ConsistentRead: true,
        ...(pageSize !== undefined && { Limit: pageSize }),
        ...(next !== undefined && { ExclusiveStartKey: next }),
      }),
    );
    const ids = new Set(Items.map(({ pk }) => String(pk?.S).slice(prefix.length)));
    next = LastEvaluatedKey;
    yield { ids: [...ids], next: next === undefined ? undefined : nameOf(next) };
  } while (next !== undefined);
}

const nameOf = (key: Record<string, AttributeValue>): string =>
  Buffer.from(JSON.stringify([key.pk?.S, key.sk?.S])).toString('base64url');

/** @throws Error when it was not made by an earlier run */
const placeOf = (name: string): Record<string, AttributeValue> => {
  try {
    const [pk, sk]: readonly unknown[] = JSON.parse(Buffer.from(name, 'base64url').toString());
    if (typeof pk === 'string' && typeof sk === 'string') return { pk: { S: pk }, sk: { S: sk } };
  } catch {
    // Told below.
  }
  throw new Error(`--resume ${name} is not a place that an earlier run printed; copy its last one whole`);
};
