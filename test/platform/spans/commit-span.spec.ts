/** What is committed says which span it came from; what came without a trace leaves without one. */
import { describe, expect, it } from 'vitest';
import { price } from '../../../functions/ordering/price/decider.ts';
import { aggregate } from '../../../functions/platform/commit/aggregate.ts';
import { type Commit, type CommitStore, headItem } from '../../../functions/platform/commit/commit.ts';
import { sizeOfItem } from '../../../functions/platform/commit/item-size.ts';
import type { SchemaRegistry } from '../../../functions/platform/contract/registry.ts';
import { eachDeadline } from '../../../functions/platform/deadline/deadline-handler.ts';
import { inSpanUnder } from '../../../functions/platform/tracing/spans.ts';
import { price as contract } from '../../../schemas/ordering/price/contract.gen.ts';
import { kept, keptSpan, keptTrace, notKept, spansWhile } from './written.ts';

const registry: SchemaRegistry = {
  header: () => Buffer.alloc(5),
  open: () => Promise.reject(new Error('nobody reads here')),
};

/** @param repeated whether the same was committed before */
const pricesIn = (commits: Commit<unknown, unknown>[], repeated = false) => {
  const store = {
    readHead: async () => undefined,
    readRecord: async () => undefined,
    commit: async (commit) => {
      commits.push(commit);
      return { version: commit.version, events: commit.events, repeated };
    },
  } satisfies CommitStore;
  return aggregate({ name: 'ordering/price', decider: price, publishes: contract, store, registry });
};

const command = {
  type: 'SetPrice',
  data: { sku: 'MUG', currency: 'EUR', lowest: 1, highest: 2, setBy: 'mia', setAt: 3 },
} as const;

const committedUnder = async (traceparent: string | undefined, repeated = false) => {
  const commits: Commit<unknown, unknown>[] = [];
  const cause = { id: 'c', by: 'mia', correlationId: 'x', traceparent };
  const spans = await spansWhile(() =>
    inSpanUnder(traceparent, { name: 'above', kind: 'server' }, () =>
      pricesIn(commits, repeated).handle(command, cause),
    ),
  );
  const [commit] = commits;
  if (commit === undefined) throw new Error('nothing was committed');
  return { commit, spans };
};

describe('a commit', () => {
  it('is a span, which its messages and its record name', async () => {
    const { commit, spans } = await committedUnder(kept);
    const [committed, above] = spans;
    expect(committed).toMatchObject({
      name: 'commit ordering/price SetPrice',
      traceId: keptTrace,
      parentId: above?.spanId,
      attributes: {
        'tributary.aggregate_id': 'MUG',
        'tributary.command': 'SetPrice',
        'tributary.correlation_id': 'x',
        'tributary.version': 1,
        'tributary.events': ['PriceSet'],
      },
    });
    expect(above?.parentId).toBe(keptSpan);
    const traceparent = `00-${keptTrace}-${committed?.spanId}-01`;
    expect(commit.messages.map(({ headers }) => headers.traceparent)).toEqual([traceparent]);
    expect(commit.cause.traceparent).toBe(traceparent);
  });

  it.each([undefined, notKept])('without a trace that is kept is as ever: %s', async (traceparent) => {
    const { commit, spans } = await committedUnder(traceparent);
    expect(spans).toEqual([]);
    expect(commit.messages[0]?.headers.traceparent).toBe(traceparent);
    expect(commit.messages[0]?.headers).toHaveProperty('ce_id', 'MUG.1');
  });

  it('that changed nothing since it was done before says so', async () => {
    expect((await committedUnder(kept, true)).spans[0]?.attributes['tributary.repeated']).toBe(true);
    expect((await committedUnder(kept)).spans[0]?.attributes['tributary.repeated']).toBeUndefined();
  });

  it('grows by a traceparent for each message, and by nothing else', async () => {
    const sizeUnder = async (traceparent: string | undefined) =>
      sizeOfItem(headItem((await committedUnder(traceparent)).commit));
    // 55 characters, the name, and what DynamoDB takes for an element.
    expect((await sizeUnder(kept)) - (await sizeUnder(undefined))).toBe(55 + 'traceparent'.length + 1);
  });
});

describe('a deadline', () => {
  const handle = eachDeadline({
    arm: async () => undefined,
    aggregates: { 'ordering/price': async () => ({ events: [] }) },
    now: () => 2_000,
  });
  const spansOf = (more: object) => {
    const body = JSON.stringify({
      id: 'MUG.1.1',
      aggregate: 'ordering/price',
      at: 1_000,
      command: { type: 'Forget', data: {} },
      correlationId: 'x',
      ...more,
    });
    return spansWhile(() => handle({ Records: [{ messageId: 'm', body }] } as never));
  };

  it('is a span below the commit that set it', async () => {
    expect(await spansOf({ traceparent: kept })).toMatchObject([
      {
        name: 'deadline Forget',
        traceId: keptTrace,
        parentId: keptSpan,
        attributes: { 'tributary.waited_since': 1_000 },
      },
    ]);
  });

  it('that was set before there were traces, or is not due, has none', async () => {
    expect(await spansOf({})).toEqual([]);
    expect(await spansOf({ traceparent: notKept })).toEqual([]);
    expect(await spansOf({ traceparent: kept, at: 3_000 })).toEqual([]);
  });
});
