/** When a consumer suspects that a dependency is down: when it answered nobody in a batch. */
import type { MSKEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { untilDown } from '../../functions/platform/consumer/breaker.ts';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import type { IncomingRecord } from '../../functions/platform/contract/incoming.ts';
import type { Heard, Reader } from '../../functions/platform/contract/reader.ts';
import { DependencyDown, PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import { batchOf, originOf, recordIn } from './records.ts';

type Record = { readonly type: 'Record'; readonly data: IncomingRecord };

const recordOf = recordIn('test.account');
const plenty = { getRemainingTimeInMillis: () => 60_000 };

const uninteresting = 'uninteresting';
const read: Reader<Record> = async (record) =>
  record.key === uninteresting
    ? undefined
    : {
        event: { type: 'Record', data: record },
        cause: { id: String(record.offset), by: 'a test', correlationId: '' },
        origin: originOf(record),
      };

const down = () => new DependencyDown('gateway', 'no answer');
const failures: { readonly [key: string]: () => Error } = {
  down,
  wrapped: () => new Error('while asking', { cause: down() }),
  busy: () => new TransientFailure('others were faster'),
  bad: () => new PermanentFailure('never'),
};

const consumerOf = (suspect?: () => Promise<void>, hold = 0) => {
  const suspicions: string[] = [];
  const handle = async ({ event }: Heard<Record>): Promise<object> => {
    const failure = failures[event.data.key];
    if (failure !== undefined) throw failure();
    return {};
  };
  const consume = untilDown(
    {
      consumer: 'test.consumer',
      suspect: async (consumer, dependency) => {
        suspicions.push(`${consumer}: ${dependency}`);
        await suspect?.();
      },
      hold,
    },
    (watched) =>
      eachEvent<Record>({
        read,
        handle: watched(handle),
        park: async () => undefined,
        failed: () => undefined,
      }),
  );
  return { consume, suspicions };
};

const keys = (...names: readonly string[]): MSKEvent =>
  batchOf(...names.map((key, offset) => recordOf(0, offset, key)));

const reported = ({ batchItemFailures }: Awaited<ReturnType<ReturnType<typeof consumerOf>['consume']>>) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset);

describe('a batch', () => {
  it.each([
    ['in which nobody was answered', ['down', 'down'], true],
    ['in which nobody was answered, told by a cause', ['wrapped'], true],
    ['with what does not concern it between', ['down', uninteresting], true],
    ['in which somebody was answered', ['down', 'good'], false],
    ['in which somebody was told no', ['down', 'bad'], false],
    ['in which somebody failed otherwise', ['down', 'busy'], false],
    ['in which all went well', ['good', 'good'], false],
    ['in which nothing was asked', [uninteresting], false],
  ])('%s is a suspicion: %j, %s', async (_what, names, expected) => {
    const { consume, suspicions } = consumerOf();
    await consume(keys(...names), plenty);
    expect(suspicions).toEqual(expected ? ['test.consumer: gateway'] : []);
  });

  it('is judged by itself', async () => {
    const { consume, suspicions } = consumerOf();
    await consume(keys('good'), plenty);
    await consume(keys('down'), plenty);
    await consume(keys('good'), plenty);
    expect(suspicions).toHaveLength(1);
  });

  it('is reported as ever, also when the breaker cannot be told', async () => {
    const { consume } = consumerOf(async () => {
      throw new Error('the queue is away');
    });
    expect(reported(await consume(keys('down', 'down'), plenty))).toEqual([0, 1]);
  });

  const answeredLate = 'is answered late, so that retries outlast the pausing, and in time for the function';
  it(answeredLate, { timeout: 60_000 }, async () => {
    const startedAt = performance.now();
    await consumerOf(undefined, 300).consume(keys('down'), plenty);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(290);
    // Held back for as long as it should be, it would outlast the test.
    let left = 60_000;
    const suspect = async (): Promise<void> => {
      left = 5_010;
    };
    const { consume, suspicions } = consumerOf(suspect, 24 * 3_600_000);
    await consume(keys('down'), { getRemainingTimeInMillis: () => left });
    expect(suspicions).toHaveLength(1);
  });
});
