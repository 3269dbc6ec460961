/** Takes the broker away from ordering's relay, makes a day pass in a second, and does what S3 would have been given. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { deployedStack } from '../../local/deployed.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import type { DeployedContext } from '../../ops/connection.ts';
import { relayOf } from '../../ops/relay/relay-of.ts';
import { streamOf } from '../platform/table-stream.ts';

/** What the emulator tells a queue of a batch whose age was too great. */
interface Letter {
  readonly DDBStreamBatchInfo: { readonly startSequenceNumber: string; readonly endSequenceNumber: string };
}

/** A batch that was given up, as AWS would write it into the bucket. */
export interface GivenUp {
  readonly text: string;
  /** The heads in it, such as `order#<id>`. */
  readonly heads: readonly string[];
}

const day = 20 * 3_600;

export const relayOfOrdering = async (awsEndpoint: string) => {
  const aws = clientConfiguration(awsEndpoint);
  const [lambda, s3] = [new LambdaClient(aws), new S3Client({ ...aws, forcePathStyle: true })];
  const sqs = new SQSClient({ ...aws, useQueueUrlAsEndpoint: false });
  const dynamodb = new DynamoDBClient(aws);
  const { physicalIds } = await deployedStack(aws, 'tributary-local-ordering');
  const table = [...physicalIds].find(([logicalId]) => /^Table[0-9A-F]{8}$/.test(logicalId))?.[1] ?? '';
  const contexts: readonly DeployedContext[] = [{ name: 'ordering', physicalIds, variables: {} }];
  const { functionName: FunctionName, mappingId: UUID, bucket } = relayOf(contexts, 'ordering');
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const QueueName = `letters-${randomUUID()}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));

  const configure = async (brokers: string | undefined): Promise<void> => {
    const Variables = { ...Environment?.Variables, ...(brokers !== undefined && { KAFKA_BROKERS: brokers }) };
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  };
  const configureMapping = (MaximumRecordAgeInSeconds: number, Destination: string) =>
    lambda.send(
      new UpdateEventSourceMappingCommand({
        UUID,
        MaximumRecordAgeInSeconds,
        DestinationConfig: { OnFailure: { Destination } },
      }),
    );

  /** The emulator has no S3 destination, so the batch is taken from the stream, in the shape that AWS describes. */
  const whole = async (letter: Letter): Promise<GivenUp> => {
    const { startSequenceNumber: first, endSequenceNumber: last } = letter.DDBStreamBatchInfo;
    const Records = (await streamOf({ awsEndpoint, dynamodb, table })).filter(({ dynamodb: change }) => {
      const number = BigInt(change?.SequenceNumber ?? 0);
      return change?.Keys?.sk?.S === 'head' && number >= BigInt(first) && number <= BigInt(last);
    });
    const heads = Records.map(({ dynamodb: change }) => change?.Keys?.pk?.S ?? '');
    return { text: JSON.stringify({ ...letter, payload: JSON.stringify({ Records }) }), heads };
  };

  return {
    contexts,
    dynamodb,
    table,
    /** From now on the relay finds no broker, and a record is a day old after a second. */
    lose: async (): Promise<void> => {
      await configure('127.0.0.1:1');
      await configureMapping(1, `arn:aws:sqs:us-east-1:000000000000:${QueueName}`);
    },
    /** The broker is back, and a day is a day. */
    mend: async (): Promise<void> => {
      await configureMapping(day, `arn:aws:s3:::${bucket}`);
      await configure(undefined);
    },
    /** The next batches that were given up, or none yet. */
    givenUp: async (): Promise<readonly GivenUp[]> => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
      for (const { ReceiptHandle } of Messages) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return Promise.all(Messages.map(({ Body = '' }) => whole(JSON.parse(Body))));
    },
    archive: async ({ text }: GivenUp, file: string): Promise<void> => {
      const Key = `aws/lambda/${UUID}/shard/${file}`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: text }));
    },
  };
};
