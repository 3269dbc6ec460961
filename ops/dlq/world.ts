/** What dead letters are made of in an environment: tables, queues, files, functions and the log. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Kafka } from 'kafkajs';
import type { RecordAt } from '../../functions/platform/consumer/letter.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { limited } from '../../functions/platform/limited.ts';
import type { ClientConfiguration } from '../../local/deployed.ts';
import type { Connection, DeployedContext } from '../connection.ts';

export interface Consumer {
  /** `<context>.<function>`. */
  readonly name: string;
  /** Its function's physical name. */
  readonly functionName: string;
}

/** Where a context's letters are. */
export interface Place {
  readonly context: string;
  readonly table: string;
  readonly queueUrl: string;
  /** None for a context that consumes nothing. */
  readonly bucket: string;
  readonly consumers: readonly Consumer[];
  /** Where its own messages go back to, if it has such queues. */
  readonly deadlineQueueUrl: string | undefined;
  readonly importQueueUrl: string | undefined;
}

export interface Answer {
  /** What the function returned, parsed. */
  readonly answer: unknown;
  /** Set when it crashed, ran out of time or of memory. */
  readonly functionError: string | undefined;
}

export interface World {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly kafka: Kafka;
  readonly registry: SchemaRegistry;
  readonly places: readonly Place[];
  readonly invoke: (functionName: string, event: object) => Promise<Answer>;
  readonly file: {
    readonly read: (at: RecordAt) => Promise<string>;
    readonly put: (at: RecordAt, text: string) => Promise<void>;
    readonly remove: (at: RecordAt) => Promise<void>;
  };
}

export const worldOf = async ({ aws, contexts, kafka, registry }: Connection): Promise<World> => {
  const lambda = new LambdaClient(aws);
  return {
    dynamodb: new DynamoDBClient(aws),
    // A queue's URL is a name, not an address: behind an emulator it leads nowhere.
    sqs: new SQSClient({ ...aws, useQueueUrlAsEndpoint: false }),
    kafka,
    registry,
    places: await Promise.all(contexts.map((context) => placeOf(lambda, context))),
    invoke: (functionName, event) => invoke(lambda, functionName, event),
    file: filesAt(aws),
  };
};

const atOnce = 8;

const placeOf = async (
  lambda: LambdaClient,
  { name, physicalIds, variables }: DeployedContext,
): Promise<Place> => {
  const names = [...physicalIds]
    .filter(([logicalId]) => /Handler[0-9A-F]{8}$/.test(logicalId))
    .map(([, id]) => id);
  const consumers = await limited(atOnce, names, async (FunctionName) => {
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const consumer = Environment?.Variables?.CONSUMER;
    return consumer === undefined ? [] : [{ name: consumer, functionName: FunctionName }];
  });
  return {
    context: name,
    table: variables.TABLE_NAME ?? '',
    queueUrl: variables.DEAD_LETTER_QUEUE_URL ?? '',
    bucket: variables.LETTERS_BUCKET ?? '',
    consumers: consumers.flat().sort((a, b) => a.name.localeCompare(b.name, 'en')),
    deadlineQueueUrl: variables.DEADLINE_QUEUE_URL,
    importQueueUrl: variables.IMPORT_QUEUE_URL,
  };
};

const invoke = async (lambda: LambdaClient, FunctionName: string, event: object): Promise<Answer> => {
  const Payload = JSON.stringify(event);
  const answered = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
  const text = answered.Payload?.transformToString() ?? '';
  const kind = answered.FunctionError;
  return {
    answer: kind === undefined && text !== '' ? JSON.parse(text) : undefined,
    functionError: kind === undefined ? undefined : `${kind}: ${text.slice(0, 1_000)}`,
  };
};

export const filesAt = (aws: ClientConfiguration): World['file'] => {
  const s3 = new S3Client({ ...aws, forcePathStyle: true });
  return {
    read: async ({ bucket: Bucket, key: Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    },
    put: async ({ bucket: Bucket, key: Key }, Body) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    remove: async ({ bucket: Bucket, key: Key }) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
};
