/** Admissions in DynamoDB: one item per order, written by whoever saw it last. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { transient } from '../../platform/commit/dynamodb-failure.ts';
import { type Admissions, noAdmissions } from './admission.ts';

export interface AdmissionStore {
  /** Strongly consistent. */
  readonly read: (orderId: string) => Promise<Admissions>;
  /** @returns false when somebody else was faster, and nothing was written */
  readonly replace: (orderId: string, before: Admissions, after: Admissions) => Promise<boolean>;
}

const keyOf = (orderId: string) => ({ pk: `order#${orderId}`, sk: 'admissions' });

export const admissionStore = (client: DynamoDBClient, table: string): AdmissionStore => ({
  read: async (orderId) => {
    const command = new GetItemCommand({
      TableName: table,
      Key: marshall(keyOf(orderId)),
      ConsistentRead: true,
    });
    const { Item } = await client.send(command).catch(transient);
    if (Item === undefined) return noAdmissions;
    const { version, returns } = unmarshall(Item) as Admissions;
    return { version, returns };
  },
  replace: async (orderId, before, after) => {
    const command = new PutItemCommand({
      TableName: table,
      Item: marshall({ ...keyOf(orderId), ...after }),
      ...conditionOf(before),
    });
    try {
      await client.send(command);
      return true;
    } catch (error) {
      return error instanceof ConditionalCheckFailedException ? false : transient(error);
    }
  },
});

const conditionOf = ({ version }: Admissions) =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :before',
        ExpressionAttributeValues: marshall({ ':before': version }),
      };
