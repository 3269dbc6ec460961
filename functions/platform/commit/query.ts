/** Reads items of one partition key, in the order of their sort keys. */
import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { transient } from './dynamodb-failure.ts';

export interface Selection {
  readonly table: string;
  /** @default the table itself */
  readonly index?: string;
  /** The name of the partition key and its value. */
  readonly key: readonly [name: string, value: string];
  /** Only what stands beyond a value of the sort key, in the direction of reading. @default all */
  readonly beyond?: { readonly name: string; readonly value: string | undefined };
  /** @default upwards */
  readonly downwards?: boolean;
  /** How many at most; several pages are read until there are as many. @default all */
  readonly limit?: number;
}

/**
 * Strongly consistent on a table; an index follows it a moment later.
 *
 * @throws TransientFailure when DynamoDB cannot be asked
 */
export const query = async <Item>(client: DynamoDBClient, selection: Selection): Promise<readonly Item[]> => {
  const { limit = Number.POSITIVE_INFINITY } = selection;
  const items: Item[] = [];
  let next: QueryCommandInput['ExclusiveStartKey'];
  do {
    const input = { ...inputOf(selection), ExclusiveStartKey: next };
    if (Number.isFinite(limit)) input.Limit = limit - items.length;
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(input)).catch(transient);
    items.push(...Items.map((item) => unmarshall(item) as Item));
    next = LastEvaluatedKey;
  } while (next !== undefined && items.length < limit);
  return items;
};

const inputOf = ({ table, index, key, beyond, downwards = false }: Selection): QueryCommandInput => {
  const [name, value] = key;
  const from = beyond?.value === undefined ? undefined : { name: beyond.name, value: beyond.value };
  return {
    TableName: table,
    IndexName: index,
    ConsistentRead: index === undefined,
    ScanIndexForward: !downwards,
    KeyConditionExpression: `#key = :key${from === undefined ? '' : ` AND #sort ${downwards ? '<' : '>'} :beyond`}`,
    ExpressionAttributeNames: { '#key': name, ...(from && { '#sort': from.name }) },
    ExpressionAttributeValues: marshall({ ':key': value, ...(from && { ':beyond': from.value }) }),
  };
};
