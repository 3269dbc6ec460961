/** Where imports that ran out of time wait for their next run: the importer's own queue. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { TransientFailure } from '../platform/failure.ts';

/** @throws TransientFailure when the queue did not take it; the message that was being handled then comes again */
export const resumeIn =
  (client: SQSClient, queueUrl: string | undefined) =>
  async (importId: string): Promise<void> => {
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ importId }) });
    await client.send(command).catch((cause: unknown) => {
      throw new TransientFailure(`import ${importId} could not be put into the importer's queue`, { cause });
    });
  };
