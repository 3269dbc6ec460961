/** The dead-letter queue on the emulated SQS: a parked record is whole, so that it can be replayed. */
import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, inject, it } from 'vitest';
import { eachEvent } from '../../functions/platform/consumer.ts';
import { PermanentFailure } from '../../functions/platform/failure.ts';
import { parkIn } from '../../functions/platform/park.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { batchOf, originOf, recordIn } from './records.ts';

const recordOf = recordIn('test.account');

describe('a parked record', () => {
  it('is in the queue whole, with its error', async () => {
    const sqs = new SQSClient({
      ...clientConfiguration(inject('awsEndpoint')),
      useQueueUrlAsEndpoint: false,
    });
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: `letters-${randomUUID()}` }),
    );
    const original = recordOf(1, 7, 'k', { headers: [{ ce_id: [...Buffer.from('x.1')] }] });
    const consume = eachEvent({
      read: async (record) => ({
        event: { type: 'Any', data: {} },
        cause: { id: 'c', by: 'a test', correlationId: 'c' },
        origin: originOf(record),
      }),
      handle: async () => {
        throw new PermanentFailure('no such field', { cause: new Error('amount') });
      },
      park: parkIn(sqs, QueueUrl, 'test.consumer'),
      failed: () => undefined,
    });
    expect(await consume(batchOf(original))).toEqual({ batchItemFailures: [] });
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toMatchObject([
      {
        consumer: 'test.consumer',
        error: { name: 'PermanentFailure', message: 'no such field', cause: { message: 'amount' } },
        record: original,
      },
    ]);
  });
});
