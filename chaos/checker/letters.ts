/** Reads the dead-letter queues, and leaves everything where it is. */
import { type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { deployedStack } from '../../local/deployed.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { contextNames } from '../../ops/connection.ts';
import type { Letter, RecordBytes } from './facts.ts';

/** Of each context: the queue's address. */
export type Queues = ReadonlyMap<string, string>;

export const queuesOf = async (awsEndpoint: string): Promise<Queues> => {
  const stacks = await Promise.all(
    contextNames.map(async (context) => {
      const stack = await deployedStack(clientConfiguration(awsEndpoint), `tributary-local-${context}`);
      const queue = [...stack.physicalIds].find(([logicalId]) => /^DeadLetters[0-9A-F]{8}$/.test(logicalId));
      if (queue === undefined) throw new Error(`the stack of ${context} has no dead-letter queue`);
      return [context, queue[1]] as const;
    }),
  );
  return new Map(stacks);
};

/** Seconds for which what was read is not given out again: longer than reading takes. */
export const hidden = 8;

export const readLetters = async (awsEndpoint: string, queues: Queues): Promise<readonly Letter[]> => {
  const sqs = new SQSClient({ ...clientConfiguration(awsEndpoint), useQueueUrlAsEndpoint: false });
  const letters = await Promise.all(
    [...queues].map(async ([context, QueueUrl]) => {
      const found = new Map<string, Letter>();
      for (;;) {
        const ask = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: hidden };
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(ask));
        if (Messages.length === 0) return [...found.values()];
        for (const message of Messages)
          for (const letter of lettersIn(context, message)) found.set(nameOf(letter), letter);
      }
    }),
  );
  return letters.flat();
};

const nameOf = ({ error, topic, partition, first, at }: Letter): string =>
  `${topic}-${partition}@${first} ${error} ${at}`;

const parkedLetter = z.object({
  consumer: z.string(),
  lastAt: z.string(),
  error: z.object({ message: z.string() }),
  record: z.object({
    topic: z.string(),
    partition: z.number(),
    offset: z.number(),
    key: z.string().nullish(),
    value: z.string().nullish(),
    headers: z.array(z.record(z.string(), z.array(z.number()))),
  }),
});

const givenUp = z.object({
  timestamp: z.string(),
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  KafkaBatchInfo: z.object({
    recordsInfo: z.record(
      z.string(),
      z.object({ firstRecordOffset: z.string(), lastRecordOffset: z.string() }),
    ),
  }),
});

/** The one place that knows what a letter looks like: `park.ts`, and the poller's envelope. */
export const lettersIn = (context: string, { Body = '' }: Message): readonly Letter[] => {
  const content: unknown = JSON.parse(Body);
  const whole = parkedLetter.safeParse(content);
  if (whole.success) return [parkedIn(context, whole.data)];
  const envelope = givenUp.safeParse(content);
  if (!envelope.success) return [unknown(context, Body)];
  const { timestamp, requestContext, KafkaBatchInfo } = envelope.data;
  return Object.entries(KafkaBatchInfo.recordsInfo).map(([place, span]) => ({
    context,
    at: Date.parse(timestamp),
    error: `${requestContext.functionArn} was given up: ${requestContext.condition}`,
    topic: place.slice(0, place.lastIndexOf('-')),
    partition: Number(place.slice(place.lastIndexOf('-') + 1)),
    first: Number(span.firstRecordOffset),
    last: Number(span.lastRecordOffset),
    record: undefined,
  }));
};

const parkedIn = (context: string, letter: z.infer<typeof parkedLetter>): Letter => {
  const { consumer, lastAt, error, record } = letter;
  const { topic, partition, offset } = record;
  const headers = record.headers.flatMap((header) =>
    Object.entries(header).map(([name, bytes]) => [name, Buffer.from(bytes).toString()] as const),
  );
  const bytes: RecordBytes = {
    topic,
    key: record.key ?? null,
    value: record.value ?? null,
    headers: Object.fromEntries(headers),
  };
  const said = `${consumer}: ${error.message}`;
  return {
    context,
    at: Date.parse(lastAt),
    error: said,
    topic,
    partition,
    first: offset,
    last: offset,
    record: bytes,
  };
};

/** A deadline that failed too often, or something that nobody knows. */
const unknown = (context: string, body: string): Letter => ({
  context,
  at: Date.now(),
  error: `a letter of another shape: ${body.slice(0, 300)}`,
  topic: '',
  partition: -1,
  first: -1,
  last: -1,
  record: undefined,
});
