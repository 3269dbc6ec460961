/** Reads sums and positions, strongly consistent: one query for each hour, and no index to lag behind. */
import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { transient } from '../platform/commit/dynamodb-failure.ts';
import { ProblemError } from '../platform/http/problem.ts';
import { limited } from '../platform/limited.ts';
import { positionsOf } from '../platform/window/write.ts';
import type { Asked } from './revenue-request.ts';
import { type Handled, handledOf, type RevenueRow, rowOf, type StoredSum } from './revenue-view.ts';
import { hourKey } from './sums.ts';

export interface Revenue {
  readonly rows: readonly RevenueRow[];
  readonly handled: readonly Handled[];
}

const queriesAtOnce = 32;
const rowLimit = 10_000;

/** @param consumer whose positions say how far the sums are */
export const revenueIn = (client: DynamoDBClient, table: string, consumer: string) => {
  const query = async <Item>(pk: string, skPrefix: string, take: (item: Item) => void): Promise<void> => {
    let input: QueryCommandInput | undefined = {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: skPrefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: marshall(skPrefix === '' ? { ':pk': pk } : { ':pk': pk, ':sk': skPrefix }),
    };
    while (input !== undefined) {
      const page: QueryCommandOutput = await client.send(new QueryCommand(input)).catch(transient);
      for (const item of page.Items ?? []) take(unmarshall(item) as Item);
      const next = page.LastEvaluatedKey;
      input = next && { ...input, ExclusiveStartKey: next };
    }
  };

  /** @throws ProblemError when there are too many rows; TransientFailure when DynamoDB cannot be asked */
  return async ({ hours, sku, currency }: Asked): Promise<Revenue> => {
    // Before the sums, so that they hold what the positions say, and perhaps more.
    const handled: Handled[] = [];
    await query<Handled>(positionsOf(consumer), '', (item) => handled.push(handledOf(item)));
    const prefix = sku === undefined ? '' : `${sku}#${currency ?? ''}`;
    let count = 0;
    const rows = await limited(queriesAtOnce, hours, async (hour) => {
      const own: RevenueRow[] = [];
      await query<StoredSum>(hourKey(hour), prefix, (item) => {
        const row = rowOf(item);
        if (currency !== undefined && row.currency !== currency) return;
        count += 1;
        if (count > rowLimit) throw tooManyRows();
        own.push(row);
      });
      return own;
    });
    return { rows: rows.flat(), handled };
  };
};

const tooManyRows = (): ProblemError => {
  const detail = `the answer has more than ${rowLimit} rows; ask for fewer hours, one sku or one currency`;
  return new ProblemError({ status: 409, type: 'too-many-rows', title: 'Too much at once', detail });
};
