/** Which keys of a batch are parked already: one read tells, as long as few are. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { transient } from '../commit/dynamodb-failure.ts';
import type { IncomingRecord } from '../contract/incoming.ts';
import { limited } from '../limited.ts';
import { heldId, heldIdIn, marksOf } from './mark.ts';

/**
 * Whose later records have to wait, by `heldId`; at least those of the given records' keys.
 *
 * @throws TransientFailure when DynamoDB cannot be asked
 */
export type Held = (records: readonly IncomingRecord[]) => Promise<ReadonlySet<string>>;

/** Marks that one read brings. */
const pageLimit = 100;
const atOnce = 16;

/** With more marks than a page, each key of the batch is asked for by itself. */
export const heldIn =
  (client: DynamoDBClient, table: string, consumer: string): Held =>
  async (records) => {
    const marks = async (prefix: string, Limit: number) => {
      const { Items = [], LastEvaluatedKey } = await client
        .send(
          new QueryCommand({
            TableName: table,
            ConsistentRead: true,
            Limit,
            KeyConditionExpression: `pk = :pk${prefix === '' ? '' : ' AND begins_with(sk, :prefix)'}`,
            ProjectionExpression: 'sk',
            ExpressionAttributeValues: {
              ':pk': { S: marksOf(consumer) },
              ...(prefix !== '' && { ':prefix': { S: prefix } }),
            },
          }),
        )
        .catch(transient);
      return { ids: Items.map(({ sk }) => heldIdIn(sk?.S ?? '')), isAll: LastEvaluatedKey === undefined };
    };
    const { ids, isAll } = await marks('', pageLimit);
    const held = new Set(ids);
    if (isAll) return held;
    const others = [...new Set(records.filter(({ key }) => key !== '').map(heldId))].filter(
      (id) => !held.has(id),
    );
    const found = await limited(atOnce, others, async (id) => (await marks(`${id}#`, 1)).ids);
    return new Set([...held, ...found.flat()]);
  };
