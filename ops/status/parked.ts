/** The keys that a consumer has parked, by the marks in its context's table. */
import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { heldIdIn, marksOf } from '../../functions/platform/consumer/mark.ts';

/**
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
      ExpressionAttributeValues: { ':pk': { S: marksOf(consumer) } },
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
  const id = heldIdIn(sk);
  return id.endsWith('#') ? sk : id;
};
