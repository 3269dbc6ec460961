/** Asks whether a dependency is there, cheaply, and changes nothing. */
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { isDown } from '../commit/dynamodb-failure.ts';

/** Milliseconds. */
const patience = 3_000;

/** Reads an item that is not there. Any answer but that the service is broken is an answer. */
export const dynamodbProbe = (client: DynamoDBClient, table: string) => async (): Promise<boolean> => {
  const Key = { pk: { S: 'breaker#probe' }, sk: { S: 'probe' } };
  const command = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
  try {
    await client.send(command, { abortSignal: AbortSignal.timeout(patience) });
    return true;
  } catch (error) {
    return !isDown(error);
  }
};

/** @param url what answers below 500 while all is well */
export const httpProbe = (url: string) => async (): Promise<boolean> => {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(patience) });
    return status < 500 && status !== 408;
  } catch {
    return false;
  }
};
