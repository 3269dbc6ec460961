/** Imports on the emulator, in a table and a bucket of their own or in those that are deployed. */
import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { counterparty } from '../../functions/crm/decider.ts';
import { fileStore } from '../../functions/crm/file-store.ts';
import { importStore } from '../../functions/crm/import-store.ts';
import { findKnownIn } from '../../functions/crm/known.ts';
import type { Counterparties } from '../../functions/crm/take-over.ts';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import { commitStore } from '../../functions/platform/commit/commit.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { counterparty as contract } from '../../schemas/crm/counterparty/contract.gen.ts';
import { dynamodbAt, newTable } from '../tables.ts';

const name = 'crm/counterparty';

export const newImporting = async (awsEndpoint: string, registryUrl: string) => {
  const dynamodb = dynamodbAt(awsEndpoint);
  const s3 = new S3Client({ ...clientConfiguration(awsEndpoint), forcePathStyle: true });
  const bucket = `crm-${randomUUID()}`;
  const table = await newTable(dynamodb, 'crm');
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return importingIn(awsEndpoint, registryUrl, table, bucket);
};

export const importingIn = (awsEndpoint: string, registryUrl: string, table: string, bucket: string) => {
  const dynamodb = dynamodbAt(awsEndpoint);
  const s3 = new S3Client({ ...clientConfiguration(awsEndpoint), forcePathStyle: true });
  const store = commitStore(dynamodb, table);
  const registry = confluentRegistry(registryUrl);
  const counterparties: Counterparties = aggregate({
    name,
    decider: counterparty,
    publishes: contract,
    store,
    registry,
  });
  const imports = importStore(dynamodb, table);
  return {
    props: {
      imports,
      files: fileStore(s3, bucket),
      counterparties,
      findKnown: findKnownIn(dynamodb, table, name),
      hasTime: () => true,
    },
    put: (Key: string, text: string) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Buffer.from(text) })),
    ask: (file: string) =>
      imports.create({ importId: randomUUID(), file, kind: 'full', by: 'operator', correlationId: 'c-1' }),
    /** The events of a counterparty, in their order. */
    journalOf: async (number: string): Promise<readonly { type: string; data: { lstUpd: number } }[]> => {
      const { Items = [] } = await dynamodb.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :cause)',
          ExpressionAttributeValues: { ':pk': { S: `counterparty#${number}` }, ':cause': { S: 'cause#' } },
        }),
      );
      return Items.map((item) => unmarshall(item))
        .sort((a, b) => a.version - b.version)
        .flatMap(({ events }) => events);
    },
  };
};
