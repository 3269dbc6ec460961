/** A dead-letter queue, looked into without taking anything out. */
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { clientsOf } from '../clients.ts';
import type { Connection } from '../connection.ts';

export interface LastError {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `<context>.<function>`, or the function that the mapping gave up on. */
  readonly consumer: string;
  readonly message: string;
}

export interface DeadLetters {
  /** About as many, says SQS. */
  readonly count: number;
  /** The newest among the letters that SQS shows at once, ten at most. */
  readonly lastError: LastError | undefined;
}

export const deadLettersIn = async (
  connection: Pick<Connection, 'aws'>,
  QueueUrl: string,
): Promise<DeadLetters> => {
  const { sqs } = clientsOf(connection);
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  const count = Object.values(Attributes).reduce((sum, text) => sum + Number(text), 0);
  if (count === 0) return { count, lastError: undefined };
  const look = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(look));
  return { count, lastError: newest(Messages.map(({ Body = '' }) => errorIn(Body))) };
};

/** What a consumer parked whole. */
const letter = z.object({
  consumer: z.string(),
  lastAt: z.iso.datetime(),
  error: z.object({ name: z.string(), message: z.string() }),
});
/** What a mapping gave up on. */
const envelope = z.object({
  timestamp: z.iso.datetime(),
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
});

/** @returns undefined for what is neither */
export const errorIn = (body: string): LastError | undefined => {
  const content = jsonIn(body);
  const { data: parked } = letter.safeParse(content);
  if (parked !== undefined) {
    const { consumer, lastAt, error } = parked;
    return { at: Date.parse(lastAt), consumer, message: `${error.name}: ${error.message}` };
  }
  const { data: given } = envelope.safeParse(content);
  if (given === undefined) return undefined;
  const { functionArn, condition } = given.requestContext;
  return {
    at: Date.parse(given.timestamp),
    consumer: functionArn.split(':').at(-1) ?? '',
    message: `the mapping gave up: ${condition}`,
  };
};

const jsonIn = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const newest = (errors: readonly (LastError | undefined)[]): LastError | undefined =>
  errors.filter((error) => error !== undefined).toSorted((a, b) => b.at - a.at)[0];
