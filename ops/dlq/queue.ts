/** A dead-letter queue, walked from end to end without taking anything away. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { letterIn } from '../../functions/platform/consumer/letter.ts';

export interface QueuedLetter {
  readonly id: string;
  readonly body: string;
  /** Takes it out of the queue for good. */
  readonly remove: () => Promise<void>;
}

/** How long a walk may take before it meets its own letters again: seconds. */
const away = 600;
const batch = 10;

/** Each letter once. Those that are not removed are in the queue again when the walk ends, however it ends. */
export async function* walk(sqs: SQSClient, QueueUrl: string): AsyncGenerator<QueuedLetter> {
  const held = new Map<string, string>();
  const seen = new Set<string>();
  try {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: batch,
          VisibilityTimeout: away,
          WaitTimeSeconds: 1,
        }),
      );
      const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
      for (const { MessageId = '', ReceiptHandle = '' } of Messages) held.set(MessageId, ReceiptHandle);
      if (fresh.length === 0) return;
      for (const { MessageId: id = '', ReceiptHandle, Body: body = '' } of fresh) {
        seen.add(id);
        const remove = async (): Promise<void> => {
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
          held.delete(id);
        };
        yield { id, body, remove };
      }
    }
  } finally {
    await release(sqs, QueueUrl, [...held.values()]);
  }
}

const release = async (sqs: SQSClient, QueueUrl: string, handles: readonly string[]): Promise<void> => {
  for (let from = 0; from < handles.length; from += batch) {
    const Entries = handles
      .slice(from, from + batch)
      .map((ReceiptHandle, n) => ({ Id: String(n), ReceiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
};

const span = z.object({ firstRecordOffset: z.coerce.number(), lastRecordOffset: z.coerce.number() });

/** https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html */
const givenUp = z.object({
  requestContext: z.object({
    functionArn: z.string(),
    condition: z.string(),
    approximateInvokeCount: z.number(),
  }),
  responseContext: z.object({ functionError: z.string().optional() }).optional(),
  timestamp: z.string(),
  KafkaBatchInfo: z.object({ batchSize: z.number(), recordsInfo: z.record(z.string(), span) }),
});

export type GivenUp = z.infer<typeof givenUp>;

const deadline = z.object({ id: z.string(), aggregate: z.string(), at: z.number(), command: z.object({}) });

export type Kind =
  | { readonly kind: 'record'; readonly consumer: string; readonly id: string }
  | { readonly kind: 'batch'; readonly batch: GivenUp }
  | { readonly kind: 'deadline'; readonly id: string }
  | { readonly kind: 'other' };

/** What a body in a dead-letter queue is: a parked record's letter, what a mapping gave up, or a message of our own. */
export const kindOf = (body: string): Kind => {
  const letter = letterIn(body);
  if (letter !== undefined) {
    const id =
      'record' in letter
        ? `${letter.record.topic}-${letter.record.partition}@${letter.record.offset}`
        : (/([^/]+)\.json$/.exec(letter.recordAt.key)?.[1] ?? '');
    return { kind: 'record', consumer: letter.consumer, id };
  }
  const json = parsed(body);
  const batchOf = givenUp.safeParse(json);
  if (batchOf.success) return { kind: 'batch', batch: batchOf.data };
  const ofDeadline = deadline.safeParse(json);
  return ofDeadline.success ? { kind: 'deadline', id: ofDeadline.data.id } : { kind: 'other' };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
