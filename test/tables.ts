/** Tables of the tests' own on the emulator, with a partition and a sort key, as the stack of a context makes them. */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfiguration } from '../local/emulated-aws.ts';

export const dynamodbAt = (awsEndpoint: string): DynamoDBClient =>
  new DynamoDBClient(clientConfiguration(awsEndpoint));

/** By the name of an index, the names of its keys. */
export type Indexes = { readonly [index: string]: readonly [partition: string, sort: string] };

export interface TableProps {
  /** @default none */
  readonly indexes?: Indexes;
  /** Whether it has a stream, of new images. @default it has none */
  readonly isStreamed?: boolean;
}

/** @param what its rows are, for people @returns the table's name */
export const newTable = async (
  client: DynamoDBClient,
  what: string,
  { indexes = {}, isStreamed = false }: TableProps = {},
): Promise<string> => {
  const TableName = `${what}-${randomUUID()}`;
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
      ...(isStreamed && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }),
    }),
  );
  return TableName;
};

const schemaOf = ([partition, sort]: Indexes[string]): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
