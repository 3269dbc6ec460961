/** A table of the tests' own on the emulator, as the stack of a context makes it. */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfiguration } from '../../local/emulated-aws.ts';

export const newTable = async (awsEndpoint: string) => {
  const dynamodb = new DynamoDBClient(clientConfiguration(awsEndpoint));
  const table = `returns-${randomUUID()}`;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  return { dynamodb, table };
};
