/** Redrives what a mapping gave up: its letter says where the records are, and Kafka still has them, or not. */
import type { MSKRecord } from 'aws-lambda';
import { parkIn } from '../../functions/platform/consumer/park.ts';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { PermanentFailure } from '../../functions/platform/failure.ts';
import { bisect } from './bisect.ts';
import { idOf } from './marks.ts';
import type { GivenUp } from './queue.ts';
import { type Range, readRange } from './read-range.ts';
import type { Consumer, Place, World } from './world.ts';

/** The function crashed, ran out of time or of memory with this record alone. */
export class Crashed extends PermanentFailure {
  override readonly name = 'Crashed';
}

export interface BatchRedriven {
  /** Whether nothing of it is left to be done. */
  readonly isDone: boolean;
  readonly records: number;
  /** What happened, a sentence each. */
  readonly told: readonly string[];
}

/** Records in one invocation, as the mappings have it. */
const batchSize = 100;

export const rangesOf = ({ KafkaBatchInfo }: GivenUp): readonly Range[] =>
  Object.entries(KafkaBatchInfo.recordsInfo).map(([name, { firstRecordOffset, lastRecordOffset }]) => {
    const dash = name.lastIndexOf('-');
    return {
      topic: name.slice(0, dash),
      partition: Number(name.slice(dash + 1)),
      first: firstRecordOffset,
      last: lastRecordOffset,
    };
  });

/** Its ARN, with or without a version, or its name, as an emulator has it. */
export const consumerOf = (place: Place, { requestContext }: GivenUp): Consumer | undefined =>
  place.consumers.find(({ functionName }) => requestContext.functionArn.split(':').includes(functionName));

export const redriveBatch = async (world: World, place: Place, batch: GivenUp): Promise<BatchRedriven> => {
  const consumer = consumerOf(place, batch);
  if (consumer === undefined) {
    const known = place.consumers.map(({ functionName }) => functionName).join(', ');
    const told = [`no function ${batch.requestContext.functionArn} is deployed any more; there are ${known}`];
    return { isDone: false, records: 0, told };
  }
  const outcomes = [];
  for (const range of rangesOf(batch)) outcomes.push(await redriveRange(world, place, consumer, range));
  return {
    isDone: outcomes.every(({ isDone }) => isDone),
    records: outcomes.reduce((sum, { records }) => sum + records, 0),
    told: outcomes.flatMap(({ told }) => told),
  };
};

const redriveRange = async (
  world: World,
  place: Place,
  consumer: Consumer,
  range: Range,
): Promise<BatchRedriven> => {
  const { topic, partition, first, last } = range;
  const { records, earliest } = await readRange(world.kafka, range);
  const gone =
    earliest === undefined
      ? []
      : [
          `${topic}-${partition}: ${first} to ${Math.min(earliest - 1, last)} are gone, retention has passed them; ` +
            `the earliest that Kafka still has is ${earliest}. Mend by hand, then drop the letter`,
        ];
  const told: string[] = [];
  for (let from = 0; from < records.length; from += batchSize) {
    const { culprits, again } = await bisect(records.slice(from, from + batchSize), {
      invoke: (some) => world.invoke(consumer.functionName, eventOf(some)),
      park: (record, error) => parkFor(world, place, consumer)(incoming(record), new Crashed(error)),
    });
    told.push(...culprits.map((record) => `${consumer.name} crashes with ${idOf(record)}: it is parked`));
    const [waiting] = again;
    if (waiting !== undefined) {
      told.push(`${idOf(waiting)} cannot be handled now; the function's log says why. Try again later`);
      return { isDone: false, records: from, told: [...gone, ...told] };
    }
  }
  return { isDone: gone.length === 0, records: records.length, told: [...gone, ...told] };
};

const eventOf = (records: readonly MSKRecord[]): object => ({
  eventSource: 'aws:kafka',
  redrive: 'given-up',
  records: Object.groupBy(records, ({ topic, partition }) => `${topic}-${partition}`),
});

const parkFor = ({ dynamodb, sqs, file }: World, place: Place, { name: consumer }: Consumer) =>
  parkIn({
    dynamodb,
    table: place.table,
    sqs,
    queueUrl: place.queueUrl,
    letters: {
      bucket: place.bucket,
      put: (key, text) => file.put({ bucket: place.bucket, key }, text),
    },
    consumer,
  });
