/** Parks what can never be handled: the whole record, with its error, in the context's dead-letter queue. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { IncomingRecord } from './incoming.ts';

/** @throws when the queue did not take it; then the record must come again */
export type Park = (record: IncomingRecord, error: Error) => Promise<void>;

/** @param consumer `<context>.<function>` */
export const parkIn =
  (client: SQSClient, queueUrl: string, consumer: string): Park =>
  async ({ original }, error) => {
    const letter = {
      consumer,
      parkedAt: new Date().toISOString(),
      error: described(error),
      record: original,
    };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(letter) }));
  };

const described = ({ name, message, stack, cause }: Error): object => ({
  name,
  message,
  stack,
  ...(cause instanceof Error ? { cause: described(cause) } : {}),
});
