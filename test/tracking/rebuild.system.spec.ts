/** A new version is built beside the live one, from real Kafka records, and takes over when it has caught up. */
import { randomUUID } from 'node:crypto';
import type { MSKRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { TransientFailure } from '../../functions/platform/failure.ts';
import { freshFor } from '../../functions/platform/projection/rebuild.ts';
import { type Deployment, newDeployment, type Parts } from './deployment.ts';
import { newOrderTopic } from './order-topic.ts';
import { orderEvents } from './told-events.ts';

const awsEndpoint = inject('awsEndpoint');
const registryUrl = inject('schemaRegistryUrl');
const registry = confluentRegistry(registryUrl);
const brokers = inject('kafkaBrokers').split(',');

const ids = Array.from({ length: 8 }, () => randomUUID());
const topic = await newOrderTopic({ brokers, registryUrl, registry, partitions: 3 });
const records = await topic.send(...ids.flatMap((id) => Object.values(orderEvents(id))));

const deploy = (between?: (parts: Parts) => Parts): Promise<Deployment> =>
  newDeployment({ awsEndpoint, registry, contract: topic.contract, ...(between && { between }) });

const batches = (of: readonly MSKRecord[], size: number): readonly (readonly MSKRecord[])[] =>
  Array.from({ length: Math.ceil(of.length / size) }, (_, n) => of.slice(n * size, (n + 1) * size));

const good = { batchItemFailures: [] };

/** Everything that a version shows, in its own words. */
const shown = async ({ one, two }: Deployment, version: 1 | 2) =>
  Promise.all(ids.map((id) => (version === 1 ? one : two).order(id)));

const textsOf = async (deployment: Deployment, version: 1 | 2): Promise<readonly string[]> =>
  (await shown(deployment, version)).flatMap(({ entries }) => entries.map(({ text }) => text));

describe('a rebuild', () => {
  it('says how far it is, leaves readers with the old one until it is done, and moves them over then', async () => {
    const deployment = await deploy();
    const { sandbox, live, progress } = deployment;
    expect(await sandbox(1).invoke(records)).toEqual(good);
    expect(await live()).toBe(1);
    const percents: number[] = [];
    const parts = batches(records, 7);
    const builder = sandbox(2);
    for (const batch of parts) {
      const before = await progress();
      expect(before).toMatchObject([
        { version: 1, state: 'live', percent: 100 },
        { version: 2, state: 'building', total: records.length },
      ]);
      percents.push(before[1]?.percent ?? -1);
      expect(await textsOf(deployment, 1)).toContain('Order placed');
      expect(await builder.invoke(batch)).toEqual(good);
      expect(await live()).toBe(batch === parts.at(-1) ? 2 : 1);
    }
    expect(percents).toEqual([0, 14, 29, 43, 58, 72, 87]);
    expect(await progress()).toMatchObject([
      { version: 1, state: 'old' },
      { version: 2, state: 'live', percent: 100, remainingSeconds: 0 },
    ]);
    const texts = await textsOf(deployment, 1);
    expect(texts).toHaveLength(records.length);
    expect(await textsOf(deployment, 2)).toEqual(texts.map((text) => text.toUpperCase()));
  });

  it('tells the remaining time once there is a rate', async () => {
    const { sandbox, progress } = await deploy();
    await sandbox(1).invoke(records);
    expect((await progress())[1]?.remainingSeconds).toBeUndefined();
    await sandbox(2).invoke(records.slice(0, 20));
    await expect.poll(async () => (await progress())[1]?.remainingSeconds).toBeGreaterThan(0);
  });

  it('leaves the old version fed and readable after the move', async () => {
    const deployment = await deploy();
    const half = records.slice(0, 24);
    await deployment.sandbox(1).invoke(half);
    await deployment.sandbox(2).invoke(half);
    expect(await deployment.live()).toBe(2);
    await deployment.sandbox(1).invoke(records.slice(24));
    expect(await textsOf(deployment, 1)).toHaveLength(records.length);
    expect(await deployment.live()).toBe(2);
  });

  it('does not move for a partition less, or for a record less', async () => {
    const { sandbox, live } = await deploy();
    await sandbox(1).invoke(records);
    const last = records.at(-1);
    await sandbox(2).invoke(records.slice(0, -1));
    expect(await live()).toBe(1);
    await sandbox(2).invoke(records.filter((record) => record === last));
    expect(await live()).toBe(2);
  });

  it('moves although the live version is ahead whenever it is asked, and to nothing that is long out of date', async () => {
    const { sandbox, live, progress } = await deploy();
    const [fed, built] = [sandbox(1), sandbox(2, () => clock)];
    let clock = Date.now();
    const parts = batches(records, 4);
    await fed.invoke(parts[0] ?? []);
    await fed.invoke(parts[1] ?? []);
    // Always one batch behind; the first time that what was to be reached is reached, it is out of date.
    await built.invoke(parts[0] ?? []);
    clock += freshFor + 1;
    await fed.invoke(parts[2] ?? []);
    await built.invoke(parts[1] ?? []);
    expect([await live(), (await progress())[1]?.percent]).toEqual([1, 66]);
    clock += freshFor;
    await fed.invoke(parts[3] ?? []);
    await built.invoke(parts[2] ?? []);
    expect([await live(), (await progress())[0]?.state]).toEqual([2, 'old']);
  });

  it('never goes live without the beginning: its number was used before', async () => {
    const { sandbox, live, progress } = await deploy();
    await sandbox(1).invoke(records);
    const partition = records[0]?.partition;
    await sandbox(2).invoke(records.slice(1));
    await sandbox(2).moveWhenReached();
    expect(await live()).toBe(1);
    expect((await progress())[1]).toMatchObject({
      withoutBeginning: [`${topic.contract.topic}-${partition}`],
    });
  });
});

describe('a crash', () => {
  /** The batch in which it happens is of one partition. */
  const { partition } = records[0] ?? {};
  const [own, others] = [
    records.filter((record) => record.partition === partition),
    records.filter((record) => record.partition !== partition),
  ];

  const onceIn = (name: 'record' | 'moveTo'): ((parts: Parts) => Parts) => {
    let broken = false;
    const breakOnce = () => {
      if (broken) return;
      broken = true;
      throw new TransientFailure('the function ends here');
    };
    return ({ versions, positions }) => ({
      versions: {
        ...versions,
        moveTo: async (version) => {
          if (name === 'moveTo') breakOnce();
          return versions.moveTo(version);
        },
      },
      positions: {
        ...positions,
        record: async (table, position) => {
          if (name === 'record') breakOnce();
          await positions.record(table, position);
        },
      },
    });
  };

  it('between the rows and their position brings the batch again, and changes no row', async () => {
    const deployment = await deploy(onceIn('record'));
    const { sandbox, live } = deployment;
    const { batchItemFailures } = await sandbox(1).invoke(own);
    expect(batchItemFailures).toHaveLength(own.length);
    const before = await shown(deployment, 1);
    expect(await sandbox(1).invoke(own)).toEqual(good);
    expect(await shown(deployment, 1)).toEqual(before);
    expect(await live()).toBe(1);
  });

  it('before the move leaves readers with the old one, and the batch that comes again moves them', async () => {
    const { sandbox, live } = await deploy(onceIn('moveTo'));
    await sandbox(1).invoke(records);
    await sandbox(2).invoke(others);
    const { batchItemFailures } = await sandbox(2).invoke(own);
    expect(batchItemFailures).toHaveLength(own.length);
    expect(await live()).toBe(1);
    expect(await sandbox(2).invoke(own)).toEqual(good);
    expect(await live()).toBe(2);
  });

  it('after which no batch comes any more is made good by the schedule', async () => {
    const { sandbox, live } = await deploy(onceIn('moveTo'));
    await sandbox(1).invoke(records);
    await sandbox(2).invoke(others);
    await sandbox(2).invoke(own);
    expect(await live()).toBe(1);
    await sandbox(1).moveWhenReached();
    expect(await live()).toBe(1);
    await sandbox(2).moveWhenReached();
    expect(await live()).toBe(2);
  });
});

it('builds the same rows and ends live, whatever comes when, twice or in a new sandbox', async () => {
  const reference = await deploy();
  await reference.sandbox(2).invoke(records);
  const expected = await shown(reference, 2);
  const byPartition = Object.values(Object.groupBy(records, ({ partition }) => String(partition)));
  const turn = fc.record({
    version: fc.constantFrom<1 | 2>(1, 2),
    partition: fc.nat({ max: byPartition.length - 1 }),
    size: fc.integer({ min: 1, max: 12 }),
    goesBack: fc.nat({ max: 6 }),
    isNew: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 5, maxLength: 25 }), async (turns) => {
      const deployment = await deploy();
      const next: Record<1 | 2, number[]> = { 1: byPartition.map(() => 0), 2: byPartition.map(() => 0) };
      const sandboxes = { 1: deployment.sandbox(1), 2: deployment.sandbox(2) };
      let live = 1;
      const take = async (version: 1 | 2, partition: number, size: number, goesBack = 0) => {
        const to = (next[version][partition] ?? 0) + size;
        const from = Math.max(0, (next[version][partition] ?? 0) - goesBack);
        const batch = (byPartition[partition] ?? []).slice(from, to);
        if (batch.length === 0) return;
        expect(await sandboxes[version].invoke(batch)).toEqual(good);
        next[version][partition] = Math.min(to, byPartition[partition]?.length ?? 0);
        const now = await deployment.live();
        expect(now).toBeGreaterThanOrEqual(live);
        // Nothing was asked of the clock here, so what had to be reached is what the live version has had.
        if (now === 2 && live === 1) expect(version).toBe(2);
        live = now;
      };
      for (const { version, partition, size, goesBack, isNew } of turns) {
        if (isNew) sandboxes[version] = deployment.sandbox(version);
        await take(version, partition, size, goesBack);
      }
      for (const partition of byPartition.keys()) await take(1, partition, records.length);
      for (const partition of byPartition.keys()) await take(2, partition, records.length);
      await sandboxes[2].moveWhenReached();
      expect(await deployment.live()).toBe(2);
      expect(await shown(deployment, 2)).toEqual(expected);
    }),
    { numRuns: 8 },
  );
});
