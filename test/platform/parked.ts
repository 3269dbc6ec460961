/** A consumer's parking place of its own: a table, a queue and a bucket on the emulator. */
import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { heldIn } from '../../functions/platform/consumer/held.ts';
import { marksOf } from '../../functions/platform/consumer/mark.ts';
import { type Park, type ParkProps, parkIn } from '../../functions/platform/consumer/park.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { dynamodbAt, newTable } from '../tables.ts';
import { newQueue } from './queues.ts';

export const newParking = async (awsEndpoint: string, consumer = 'test.consumer') => {
  const client = dynamodbAt(awsEndpoint);
  const table = await newTable(client, 'parked');
  const queue = await newQueue(awsEndpoint);
  const bucket = `letters-${randomUUID()}`;
  const s3 = new S3Client({ ...clientConfiguration(awsEndpoint), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const put = async (Key: string, Body: string): Promise<void> => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  };
  const props: ParkProps = {
    dynamodb: client,
    table,
    sqs: queue.sqs,
    queueUrl: queue.url,
    letters: { bucket, put },
    consumer,
  };
  return {
    client,
    table,
    queue,
    bucket,
    park: parkIn(props),
    held: heldIn(client, table, consumer),
    /** As if it crashed there: nobody answers where the queue should be. */
    parkedWithoutQueue: (): Park =>
      parkIn({
        ...props,
        sqs: new SQSClient({ ...clientConfiguration('http://127.0.0.1:1'), maxAttempts: 1 }),
      }),
    marks: () => itemsOf(client, table, marksOf(consumer)),
    letters: async () =>
      (await itemsOf(client, table, `letter#${consumer}`)).map(({ letter }) => ({ letter: String(letter) })),
  };
};

const itemsOf = async (client: DynamoDBClient, TableName: string, pk: string) => {
  const query = new QueryCommand({
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });
  return ((await client.send(query)).Items ?? []).map((item) => unmarshall(item));
};
