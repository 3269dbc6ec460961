/** Queues of the tests' own on the emulated SQS. */
import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { clientConfiguration } from '../../local/emulated-aws.ts';

export const newQueue = async (awsEndpoint: string) => {
  const sqs = new SQSClient({ ...clientConfiguration(awsEndpoint), useQueueUrlAsEndpoint: false });
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `tests-${randomUUID()}` }));
  const attribute = async (name: QueueAttributeName): Promise<number> => {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] });
    const { Attributes = {} } = await sqs.send(command);
    return Number(Attributes[name]);
  };
  return {
    sqs,
    url: QueueUrl,
    /** How many messages may be received now, and how many are still delayed. */
    counts: async () => ({
      visible: await attribute('ApproximateNumberOfMessages'),
      delayed: await attribute('ApproximateNumberOfMessagesDelayed'),
    }),
    /** Bodies, as many as are asked for, once they are there. */
    receive: async (count: number): Promise<readonly string[]> => {
      const bodies: string[] = [];
      while (bodies.length < count) {
        const ask = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 10 });
        const { Messages = [] } = await sqs.send(ask);
        bodies.push(...Messages.map(({ Body = '' }) => Body));
      }
      return bodies;
    },
  };
};

export const sqsRecordOf = (body: string, messageId: string = randomUUID()): SQSRecord =>
  ({ messageId, body }) as SQSRecord;
