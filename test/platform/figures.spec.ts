/** What the platform counts: once, and under the names and dimensions that alarms watch. */
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { price } from '../../functions/ordering/price/decider.ts';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import type { Commit, CommitStore } from '../../functions/platform/commit/commit.ts';
import { toldOf } from '../../functions/platform/consumer/parked-figures.ts';
import type { IncomingRecord } from '../../functions/platform/contract/incoming.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import type { ArmedDeadline } from '../../functions/platform/deadline/deadline.ts';
import { deadlineHandler, eachDeadline } from '../../functions/platform/deadline/deadline-handler.ts';
import { count, type Figures, publishFigures } from '../../functions/platform/figures.ts';
import { logger } from '../../functions/platform/observed.ts';
import { price as contract } from '../../schemas/ordering/price/contract.gen.ts';

logger.setLogLevel('SILENT');

/** What is written in CloudWatch's format while the test lasts. */
const written = (): readonly string[] => {
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  onTestFinished(() => {
    log.mockRestore();
    vi.unstubAllEnvs();
  });
  return lines;
};

const embedded = (line: string | undefined) => {
  const { _aws, ...values } = JSON.parse(line ?? '{}');
  const { Timestamp: _now, ...declared } = _aws;
  return { declared, values };
};

it('figures are written with their dimensions and no others', () => {
  const lines = written();
  publishFigures({
    dimensions: { Context: 'ordering' },
    values: { OrdersConfirmed: count(1), TimeToConfirm: { unit: 'Milliseconds', value: 412 } },
  });
  const metrics = [
    { Name: 'OrdersConfirmed', Unit: 'Count' },
    { Name: 'TimeToConfirm', Unit: 'Milliseconds' },
  ];
  expect(lines.map(embedded)).toEqual([
    {
      declared: {
        CloudWatchMetrics: [{ Namespace: 'Tributary', Dimensions: [['Context']], Metrics: metrics }],
      },
      values: { Context: 'ordering', OrdersConfirmed: 1, TimeToConfirm: 412 },
    },
  ]);
});

describe('parking', () => {
  const record = { key: 'k' } as IncomingRecord;
  const told = async (
    ids: readonly string[],
    use: (parking: ReturnType<typeof toldOf>) => Promise<unknown>,
  ) => {
    const figures: Figures[] = [];
    const parking = { park: async () => undefined, held: async () => new Set(ids) };
    await use(toldOf(parking, 'payment.saga', (each) => figures.push(each)));
    return figures;
  };
  const said = (keys: number): Figures => ({
    dimensions: { Consumer: 'payment.saga' },
    values: { ParkedKeys: count(keys) },
  });

  it('says so at once, and how many keys are parked with every batch behind it', async () => {
    expect(await told([], ({ park }) => park(record, new Error('never')))).toEqual([said(1)]);
    expect(await told(['t#a', 't#b'], ({ held }) => held([record]))).toEqual([said(2)]);
  });

  it('says nothing while no key is parked', async () => {
    expect(await told([], ({ held }) => held([record]))).toEqual([]);
  });
});

describe('a deadline', () => {
  const deadline: ArmedDeadline = {
    id: 'o.1.1',
    aggregate: 'ordering/order',
    at: 0,
    command: { type: 'ExpireOrder', data: {} },
    correlationId: 'c',
  };
  const event = { Records: [{ messageId: 'm', body: JSON.stringify(deadline) }] } as SQSEvent;
  const answering = (outcome: object) => ({
    arm: async () => undefined,
    aggregates: { 'ordering/order': async () => outcome },
  });
  const missed = async (outcome: object): Promise<number> => {
    const told: string[] = [];
    await eachDeadline({ ...answering(outcome), missed: ({ id }) => told.push(id) })(event);
    return told.length;
  };

  it('was missed when it changed something, and counts once', async () => {
    expect(await missed({ version: 2, events: [{}], repeated: false })).toBe(1);
    expect(await missed({ version: 2, events: [{}], repeated: true })).toBe(0);
  });

  it('was kept when it came too late, or changed nothing', async () => {
    expect(await missed({ refused: 'unknown-order', detail: '' })).toBe(0);
    expect(await missed({ version: 2, events: [], repeated: false })).toBe(0);
  });

  it('that was missed is a figure of its context', async () => {
    const lines = written();
    const handler = deadlineHandler('ordering.deadlines', answering({ events: [{}], repeated: false }));
    await handler(event, {} as never);
    expect(lines.filter((line) => line.includes('DeadlinesMissed')).map(embedded)).toMatchObject([
      { values: { Context: 'ordering', DeadlinesMissed: 1 } },
    ]);
  });
});

describe('a commit', () => {
  const data = { sku: 'MUG', currency: 'EUR', lowest: 1, highest: 9, setBy: 'ada', setAt: 0 };
  const told = async (...answers: readonly ('conflict' | 'done' | 'repeated')[]) => {
    const left = [...answers];
    const store = {
      readHead: async () => undefined,
      readRecord: async () => undefined,
      commit: async ({ version, events }: Commit<unknown, unknown>) => {
        const answer = left.shift() ?? 'done';
        return answer === 'conflict' ? answer : { version, events, repeated: answer === 'repeated' };
      },
    } as unknown as CommitStore;
    const calls: unknown[] = [];
    const { handle } = aggregate({
      name: 'ordering/price',
      decider: price,
      publishes: contract,
      store,
      registry: { header: () => Buffer.alloc(5) } as unknown as SchemaRegistry,
      committed: (events, before) => calls.push({ events, before }),
    });
    await handle({ type: 'SetPrice', data }, { id: 'c', by: 'me', correlationId: 'c' });
    return calls;
  };

  it('is told of once, with the state before it', async () => {
    const done = [{ events: [{ type: 'PriceSet', data }], before: price.initial }];
    expect(await told('done')).toEqual(done);
    expect(await told('conflict', 'conflict', 'done')).toEqual(done);
  });

  it('is not told of again when its cause comes again', async () => {
    expect(await told('repeated')).toEqual([]);
  });
});
