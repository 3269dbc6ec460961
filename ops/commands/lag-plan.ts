/** `npm run ops -- lag-plan`: partitions and pollers for a rate. */
import { styleText } from 'node:util';
import { contracts } from '../aggregates.ts';
import { type Command, UsageError } from '../command.ts';
import type { Connection } from '../connection.ts';
import { interruption } from '../interruption.ts';
import { measure } from '../lag-plan/measure.ts';
import { type Plan, planFor } from '../lag-plan/plan.ts';
import { numberOf, optionsIn, required } from '../options.ts';
import { deployedMappings, type KafkaMapping } from '../status/mappings.ts';

const options = {
  rate: { type: 'string' },
  ms: { type: 'string' },
  consumer: { type: 'string' },
  topic: { type: 'string' },
  seconds: { type: 'string', default: '30' },
  factor: { type: 'string', default: '2' },
  bytes: { type: 'string', default: '1000' },
  json: { type: 'boolean', default: false },
} as const;

const smallest = 0.001;

export const command: Command = {
  summary: 'partitions and pollers for a target rate, with the arithmetic',
  usage: `usage: npm run ops -- lag-plan --rate <events/s> --ms <n> [--topic <topic>] [--factor 2] [--bytes 1000] [--json]
       npm run ops -- lag-plan --rate <events/s> --consumer <context.function> --topic <topic> [--seconds 30] [--factor 2] [--bytes 1000] [--json]

Changes nothing. --ms is what an event takes of its partition's time: a batch's time by its events. Without it, that is
measured: by how quickly the consumer settles a backlog of the topic within --seconds; there must be a backlog.`,
  run: async (words, connection, say) => {
    const { values } = optionsIn(words, options);
    const rate = numberOf('rate', required('rate', values.rate), smallest);
    const [factor, bytesPerEvent] = [
      numberOf('factor', values.factor, 1),
      numberOf('bytes', values.bytes, 1),
    ];
    const given = values.ms === undefined ? undefined : numberOf('ms', values.ms, smallest);
    const seconds = numberOf('seconds', values.seconds, 1);
    const msPerEvent = given ?? (await measuredMs(connection, values, seconds, say));
    const partitions = values.topic === undefined ? undefined : await partitionsOf(connection, values.topic);
    const plan = planFor({ rate, msPerEvent, factor, bytesPerEvent, partitions });
    say(values.json ? JSON.stringify({ rate, msPerEvent, ...plan }) : rendered(plan));
    return 0;
  },
};

const rendered = ({ partitions, pollers, units, concurrency, arithmetic, warnings }: Plan): string =>
  [
    styleText(
      'bold',
      `${partitions} partitions, ${pollers} pollers (${units} EPU), ${concurrency} invocations at once`,
    ),
    ...arithmetic.map((line) => `  ${line}`),
    ...warnings.map((line) => styleText('yellow', `! ${line}`)),
  ].join('\n');

const measuredMs = async (
  connection: Connection,
  { consumer, topic, json }: { readonly consumer?: string; readonly topic?: string; readonly json: boolean },
  seconds: number,
  say: (line: string) => void,
): Promise<number> => {
  const mapping = await mappingOf(connection, required('consumer', consumer), required('topic', topic));
  const progress = json ? console.error : say;
  progress(`watching ${mapping.group} for ${seconds} s`);
  using stop = interruption();
  const { msPerEvent, busyPartitions, arriving } = await measure(connection, mapping, seconds, stop.signal);
  if (msPerEvent === undefined) {
    throw new Error(
      `${mapping.group} had no backlog that lasted, so how quick it can be was not seen (${arriving.toFixed(1)} events/s came in); measure under load, or say --ms`,
    );
  }
  progress(`measured ${msPerEvent.toFixed(2)} ms/event on ${busyPartitions} busy partitions`);
  return msPerEvent;
};

/** @throws UsageError naming what there is */
const mappingOf = async (connection: Connection, consumer: string, topic: string): Promise<KafkaMapping> => {
  const all = await deployedMappings(connection);
  const found = all.find((each) => each.consumer === consumer && each.topic === topic);
  if (found !== undefined) return found;
  const known = all.map((each) => `--consumer ${each.consumer} --topic ${each.topic}`);
  throw new UsageError(`${consumer} does not listen to ${topic}; there are\n  ${known.join('\n  ')}`);
};

const partitionsOf = async ({ kafka }: Connection, topic: string): Promise<number> => {
  if (!contracts.some((contract) => contract.topic === topic)) {
    throw new UsageError(
      `there is no topic ${topic}; there are ${contracts.map((each) => each.topic).join(', ')}`,
    );
  }
  const admin = kafka.admin();
  await admin.connect();
  try {
    return (await admin.fetchTopicOffsets(topic)).length;
  } finally {
    await admin.disconnect();
  }
};
