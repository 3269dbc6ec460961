/** A customer's messages, as queries. */
import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { transient } from '../platform/commit/dynamodb-failure.ts';
import { customerKey, type MessageRow, messagesFrom } from './message.ts';

export interface MessagePages {
  /** Those that have not ended and whose events happened at `since` or later, in the order of their events. */
  readonly open: (customerId: string, since: number) => Promise<readonly MessageRow[]>;
  /** At most `size`, the newest first. @param before the sort key that the page before ended with */
  readonly newest: (customerId: string, size: number, before?: string) => Promise<readonly MessageRow[]>;
}

/** Sorts behind every message. */
const end = 'message$';

export const messagePages = (client: DynamoDBClient, table: string): MessagePages => {
  const query = (customerId: string, from: string, to: string, more: Partial<QueryCommandInput>) =>
    client
      .send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ...more,
          ExpressionAttributeValues: {
            ...marshall({ ':pk': customerKey(customerId), ':from': from, ':to': to }),
            ...more.ExpressionAttributeValues,
          },
        }),
      )
      .catch(transient);

  const open: MessagePages['open'] = async (customerId, since) => {
    const rows: MessageRow[] = [];
    let more: Partial<QueryCommandInput> = {
      // What was noted before this question must be in its answer, or nobody would send it.
      ConsistentRead: true,
      FilterExpression: '#status IN (:waiting, :sending)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: marshall({ ':waiting': 'waiting', ':sending': 'sending' }),
    };
    for (;;) {
      const { Items = [], LastEvaluatedKey } = await query(customerId, messagesFrom(since), end, more);
      rows.push(...Items.map((item) => unmarshall(item) as MessageRow));
      if (LastEvaluatedKey === undefined) return rows;
      more = { ...more, ExclusiveStartKey: LastEvaluatedKey };
    }
  };

  return {
    open,
    newest: async (customerId, size, before) => {
      const start = before === undefined ? {} : { ExclusiveStartKey: startAt(customerId, before) };
      const page = { Limit: size, ScanIndexForward: false, ...start };
      const { Items = [] } = await query(customerId, messagesFrom(0), end, page);
      return Items.map((item) => unmarshall(item) as MessageRow);
    },
  };
};

const startAt = (customerId: string, sk: string) => marshall({ pk: customerKey(customerId), sk });
