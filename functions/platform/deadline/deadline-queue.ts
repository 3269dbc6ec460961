/** Where deadlines wait: a queue that delays each message, for 15 minutes at most. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { TransientFailure } from '../failure.ts';
import type { ArmedDeadline } from './deadline.ts';

/** Sends all of it. @throws TransientFailure when the queue did not take everything; then send all of it again */
export type Arm = (deadlines: readonly ArmedDeadline[]) => Promise<void>;

/** Seconds, and messages: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const longestDelay = 900;
const largestBatch = 10;

/** @param queueUrl none where a context sets no deadlines; @param now milliseconds since 1970 */
export const armIn =
  (client: SQSClient, queueUrl: string | undefined, now: () => number = Date.now): Arm =>
  async (deadlines) => {
    if (queueUrl === undefined && deadlines.length > 0) {
      throw new Error('there is a deadline and no queue for it; give the context Deadlines in its stack');
    }
    for (let from = 0; from < deadlines.length; from += largestBatch) {
      const batch = deadlines.slice(from, from + largestBatch);
      const Entries = batch.map((deadline, index) => ({
        Id: String(index),
        DelaySeconds: delayOf(deadline.at - now()),
        MessageBody: JSON.stringify(deadline),
      }));
      const { Failed = [] } = await send(
        client,
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }),
      );
      if (Failed.length > 0) throw new TransientFailure(`the queue refused ${JSON.stringify(Failed)}`);
    }
  };

/** Rounded up, so that none comes before its time; what is later is armed again. */
const delayOf = (milliseconds: number): number =>
  Math.min(longestDelay, Math.max(0, Math.ceil(milliseconds / 1_000)));

const send = (client: SQSClient, command: SendMessageBatchCommand) =>
  client.send(command).catch((cause: unknown) => {
    throw new TransientFailure('the queue of deadlines did not answer', { cause });
  });
