/** What a commit left in the table, as plain values. */
import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { keysOf } from '../../functions/platform/commit/commit.ts';
import type { OutgoingMessage } from '../../functions/platform/contract/wire.ts';
import type { AccountEvent, AccountState } from './account.ts';

export interface HeadItem {
  readonly version: number;
  readonly state: AccountState;
  readonly messages: readonly OutgoingMessage[];
}

export interface RecordItem {
  readonly sk: string;
  readonly version: number;
  readonly events: readonly AccountEvent[];
}

export const tableOf = ({
  dynamodb,
  table,
}: {
  readonly dynamodb: DynamoDBClient;
  readonly table: string;
}) => ({
  headOf: async (id: string): Promise<HeadItem | undefined> => {
    const { pk, sk } = keysOf('test/account', id).head;
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : (unmarshall(Item) as HeadItem);
  },
  /** In the order of their versions. */
  journalOf: async (id: string): Promise<readonly RecordItem[]> => {
    const { pk } = keysOf('test/account', id).head;
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :cause)',
        ExpressionAttributeValues: { ':pk': { S: pk }, ':cause': { S: 'cause#' } },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => unmarshall(item) as RecordItem).sort((a, b) => a.version - b.version);
  },
});
