/** A context of the tests' own with its dead letters, whose function runs in the test. */
import type { MSKEvent } from 'aws-lambda';
import { Kafka, logLevel } from 'kafkajs';
import { eachEvent } from '../../../functions/platform/consumer/consumer.ts';
import { redrivable } from '../../../functions/platform/consumer/redrive.ts';
import { confluentRegistry } from '../../../functions/platform/contract/confluent-registry.ts';
import { PermanentFailure } from '../../../functions/platform/failure.ts';
import { clientConfiguration } from '../../../local/emulated-aws.ts';
import { filesAt, type Place, type World } from '../../../ops/dlq/world.ts';
import { newParking } from '../../platform/parked.ts';
import { newQueue } from '../../platform/queues.ts';
import { originOf } from '../../platform/records.ts';

export interface Addresses {
  readonly awsEndpoint: string;
  readonly kafkaBrokers: string;
  readonly schemaRegistryUrl: string;
}

export const newWorld = async ({ awsEndpoint, kafkaBrokers, schemaRegistryUrl }: Addresses) => {
  const parking = await newParking(awsEndpoint);
  const deadlines = await newQueue(awsEndpoint);
  const handled: number[] = [];
  /** By offset, what goes wrong. */
  const trouble = { refused: new Set<number>(), crashing: new Set<number>() };
  let invocations = 0;
  const consume = redrivable(
    ({ park, held, failed }) =>
      eachEvent({
        read: async (record) => ({
          event: { type: 'Any', data: {} },
          cause: { id: 'c', by: 'a test', correlationId: 'c' },
          origin: originOf(record),
        }),
        handle: async ({ origin: { offset } }) => {
          if (trouble.refused.has(offset)) throw new PermanentFailure('refused');
          handled.push(offset);
          return {};
        },
        park,
        held,
        failed,
      }),
    { park: parking.park, held: parking.held, failed: () => undefined },
  );
  const place: Place = {
    context: 'test',
    table: parking.table,
    queueUrl: parking.queue.url,
    bucket: parking.bucket,
    consumers: [{ name: 'test.consumer', functionName: 'the-function' }],
    deadlineQueueUrl: deadlines.url,
    importQueueUrl: undefined,
  };
  const world: World = {
    dynamodb: parking.client,
    sqs: parking.queue.sqs,
    kafka: new Kafka({ brokers: kafkaBrokers.split(','), logLevel: logLevel.NOTHING }),
    registry: confluentRegistry(schemaRegistryUrl),
    places: [place],
    invoke: async (_functionName, event) => {
      invocations += 1;
      const { records } = event as Pick<MSKEvent, 'records'>;
      const crashes = Object.values(records)
        .flat()
        .some(({ offset }) => trouble.crashing.has(offset));
      return crashes
        ? { answer: undefined, functionError: 'Unhandled: out of memory' }
        : { answer: await consume(event as MSKEvent), functionError: undefined };
    },
    file: filesAt(clientConfiguration(awsEndpoint)),
  };
  return { ...parking, deadlines, handled, trouble, consume, place, world, invocations: () => invocations };
};
