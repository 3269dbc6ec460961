/** Tells a mapping's on-failure queue where the records are that were given up. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfiguration } from '../emulated-aws.ts';
import { envelopeOf, type Failure } from './envelope.ts';
import type { Mapping } from './mapping.ts';
import { persistently } from './persistently.ts';
import type { PolledRecord } from './polled-record.ts';

export const destination = (awsEndpoint: string, bootstrapServers: string) => {
  // A queue's URL is a name, not an address: behind an emulator it leads nowhere.
  const sqs = new SQSClient({ ...clientConfiguration(awsEndpoint), useQueueUrlAsEndpoint: false });
  return async (
    mapping: Mapping,
    records: readonly PolledRecord[],
    failure: Failure,
    onTrouble: (message: string) => void,
  ): Promise<'destination' | 'dropped'> => {
    const QueueUrl = mapping.onFailureQueueUrl;
    const what = `${records.length} records given up (${failure.condition})`;
    if (QueueUrl === undefined) {
      onTrouble(`${what}, and the mapping names no destination: they are dropped, as on AWS`);
      return 'dropped';
    }
    const envelope = envelopeOf(mapping, bootstrapServers, records, failure, Date.now());
    // AWS drops what its destination does not take; here nothing is lost silently.
    await persistently(
      () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(envelope) })),
      onTrouble,
    );
    onTrouble(`${what} and sent to ${QueueUrl.split('/').at(-1)}`);
    return 'destination';
  };
};
