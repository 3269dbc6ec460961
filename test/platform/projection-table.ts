/** Tables with a partition and a sort key, on the emulator. */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfiguration } from '../../local/emulated-aws.ts';

export const dynamodbAt = (awsEndpoint: string): DynamoDBClient =>
  new DynamoDBClient(clientConfiguration(awsEndpoint));

/** By the name of an index, the names of its keys. */
export type Indexes = { readonly [index: string]: readonly [partition: string, sort: string] };

/** @returns the table's name */
export const newTable = async (client: DynamoDBClient, indexes: Indexes = {}): Promise<string> => {
  const TableName = `projection-${randomUUID()}`;
  const keys = ['pk', 'sk', ...Object.values(indexes).flat()];
  const GlobalSecondaryIndexes = Object.entries(indexes).map(([IndexName, names]) => ({
    IndexName,
    KeySchema: schemaOf(names),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: schemaOf(['pk', 'sk']),
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      ...(GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes }),
    }),
  );
  return TableName;
};

const schemaOf = ([partition, sort]: Indexes[string]): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
