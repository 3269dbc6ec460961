/** Encoding and decoding, with framing and headers. */
import { decodeAvro } from '../../functions/platform/contract/avro.ts';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { type Comparison, type Contest, type Contestant, contested } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { perSecondOf } from '../harness/timed.ts';
import { atOnce, openRegistries } from '../samples/registries.ts';
import { confluentPackage, withPowertools } from '../wire/others.ts';
import { plainType, type Sample, sampleOf, schema } from '../wire/sample.ts';

const nearRaw = { atLeast: 0.9 };
const twice = { atLeast: 2 };
/** Measured beside each other: avsc's types, ours on the same bytes, and the framing. */
const checkedNumbers =
  'Types that believe no count of a record, and no long that a number does not hold, take 0.9 to 1.1 times as long as avsc’s own on the same bytes; the framing takes 0.02 µs (Confluent) or 0.04 µs (Glue) of some 0.4 to 1.4.';

const sameCodec =
  'Both encode and decode with avsc: with ten lines, raw avsc by itself, in the row above, is not twice as fast as the package either.';

/** Passes over all of a sample: enough that a clock tells them apart. */
const passes =
  (sample: Sample, times: number, work: () => void | Promise<void>): Contestant['run'] =>
  (share) => {
    const count = Math.max(1, Math.round(times * share));
    return perSecondOf(count * sample.plain.length, async () => {
      for (let pass = 0; pass < count; pass += 1) await work();
    });
  };

const each =
  <Item>(items: readonly Item[], work: (item: Item) => unknown) =>
  (): void => {
    for (const item of items) work(item);
  };

const read =
  (registry: SchemaRegistry) =>
  (value: Uint8Array): object => {
    const framed = atOnce(registry.open(value));
    return decodeAvro(schema, framed.schema, framed.bytes, framed.start);
  };

type ConfluentPackage = Awaited<ReturnType<typeof confluentPackage>>;
const package_ = '@kafkajs/confluent-schema-registry';

interface Side {
  readonly sample: Sample;
  readonly registry: SchemaRegistry;
  readonly others: ConfluentPackage | undefined;
}

const encoding = ({ sample, others }: Side, times: number): Contest => {
  const run = (work: () => void | Promise<void>) => passes(sample, times, work);
  const peer = { name: package_, goal: twice, limit: sameCodec };
  return {
    what: `encode, ${sample.name}`,
    unit: '/s',
    ours: run(each(sample.messages, (message) => atOnce(outgoing(...message)))),
    peers: [
      {
        name: 'raw avsc',
        goal: nearRaw,
        run: run(each(sample.messages, ([{ data }]) => plainType.toBuffer(data))),
      },
      ...(others === undefined ? [] : [{ ...peer, run: run(() => others.encode(sample)) }]),
    ],
  };
};

const decoding = ({ sample, registry, others }: Side, times: number): Contest => {
  const run = (work: () => void | Promise<void>) => passes(sample, times, work);
  const peer = { name: package_, goal: twice, limit: sameCodec };
  return {
    what: `decode, ${sample.name}`,
    unit: '/s',
    ours: run(each(sample.framed, read(registry))),
    peers: [
      {
        name: 'raw avsc',
        goal: nearRaw,
        limit: checkedNumbers,
        run: run(each(sample.plain, (bytes) => plainType.fromBuffer(bytes))),
      },
      ...(others === undefined ? [] : [{ ...peer, run: run(() => others.decode(sample)) }]),
    ],
  };
};

const reading = ({ sample, registry }: Side, times: number): Contest => {
  const run = (work: () => void | Promise<void>, part = 1) => passes(sample, times * part, work);
  const reader = readerOf({ consumer: 'bench.wire', registry, contracts: [order], heard: ['OrderPlaced'] });
  const delivered = async (): Promise<void> => {
    for (const record of sample.records) await reader(incoming(record));
  };
  return {
    what: `read what Lambda delivers, ${sample.name}`,
    unit: '/s',
    ours: run(delivered),
    peers: [
      {
        name: 'raw avsc behind base64, no header read',
        run: run(
          each(sample.plainRecords, ({ value }) => plainType.fromBuffer(Buffer.from(value, 'base64'))),
        ),
      },
      { name: 'Powertools Kafka consumer', goal: twice, run: run(() => withPowertools(sample), 0.02) },
    ],
  };
};

export const wire: Path = {
  name: 'wire',
  title: 'Encode and decode, with framing and headers',
  packages: ['avsc', '@kafkajs/confluent-schema-registry', '@aws-lambda-powertools/kafka', 'avro-js'],
  measure: async ({ rounds, amount, recorder }) => {
    const registries = await openRegistries();
    const others = await confluentPackage(registries.url);
    const comparisons: Comparison[] = [];
    try {
      const sides: Side[] = [];
      for (const kind of ['Confluent', 'Glue'] as const) {
        for (const lines of [1, 3, 10]) {
          const [sample, registry] = [await sampleOf(lines, kind, registries[kind]), registries[kind]];
          sides.push({ sample, registry, others: kind === 'Confluent' ? others : undefined });
        }
      }
      // What takes a microsecond is over too soon for a clock, and is slower behind the code of others.
      const contests = [
        ...sides.flatMap((side) => [decoding(side, amount(80)), encoding(side, amount(80))]),
        ...sides.map((side) => reading(side, amount(20))),
      ];
      for (const contest of contests) {
        comparisons.push(...(await contested(contest, rounds * 2, recorder?.during)));
      }
    } finally {
      await registries.stop();
    }
    return {
      comparisons,
      notes: [
        'Ours makes and reads the eleven headers as well, and refuses numbers that a double does not hold; raw avsc does neither.',
        'Powertools is handed values without framing, which its TypeScript cannot read, and one schema for all of them.',
      ],
    };
  },
};
