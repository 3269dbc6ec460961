/** The keys that a consumer has parked: items under `parked#<consumer>` in its context's table. */
import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';

/**
 * An item's sort key is `<topic>#<key>#<partition>#<offset>`.
 *
 * @param consumer `<context>.<function>`
 * @returns how many keys wait
 */
export const parkedKeys = async (
  client: DynamoDBClient,
  table: string,
  consumer: string,
): Promise<number> => {
  const keys = new Set<string>();
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `parked#${consumer}` } },
      ProjectionExpression: 'sk',
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { sk } of Items) keys.add(keyOf(String(sk?.S)));
  }
  return keys.size;
};

/** Records without a key wait for nobody but themselves. */
const keyOf = (sk: string): string => {
  const parts = sk.split('#');
  return parts[1] === '' ? sk : parts.slice(0, -2).join('#');
};
