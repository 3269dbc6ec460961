/** What a run sees while it goes on: when orders end, and how long recovery took; and the page that says so. */
import { describe, expect, it } from 'vitest';
import { bugs } from '../../chaos/bugs/bugs.ts';
import { bugsPage } from '../../chaos/bugs/bugs-page.ts';
import { figuresOf } from '../../chaos/figures.ts';
import { gate } from '../../chaos/load/gate.ts';
import { persistent } from '../../chaos/load/persistent.ts';
import { watch } from '../../chaos/load/watch.ts';
import { pageOf } from '../../chaos/page.ts';
import { history } from './history.ts';
import { redriven } from './redriven.ts';

const event = (key: string, type: string) => ({
  topic: 'ordering.order',
  key,
  type,
  correlationId: '',
  id: `${key}.${type}`,
});

describe('the watch', () => {
  it('counts an order as recovery only when it was placed since', () => {
    const seen = watch();
    const before = Date.now() - 10_000;
    seen.placed('old', before);
    seen.tell(event('old', 'OrderConfirmed'));
    expect(seen.firstEndedSince(before + 1)).toBeUndefined();
    expect(seen.firstEndedSince(before)).toBeGreaterThanOrEqual(10_000);
    seen.placed('new', before + 5_000);
    seen.tell(event('new', 'OrderPlaced'));
    expect(seen.firstEndedSince(before + 1)).toBeUndefined();
    seen.tell(event('new', 'OrderCancelled'));
    expect(seen.firstEndedSince(before + 1)).toBeGreaterThanOrEqual(9_000);
    expect(seen.counts()).toEqual({ placed: 2, ended: 2, heard: 3 });
  });

  it('knows which orders are open, of those placed since', () => {
    const seen = watch();
    const now = Date.now();
    seen.placed('old', now - 10_000);
    seen.placed('new', now);
    seen.placed('done', now);
    seen.tell(event('done', 'OrderConfirmed'));
    expect([seen.openSince(0), seen.openSince(now)]).toEqual([2, 1]);
  });

  it('tells those who wait for an event, before and after it was said, and nobody else', async () => {
    const seen = watch();
    const told: string[] = [];
    const early = seen.until('a', ['OrderConfirmed']).then(() => told.push('early'));
    void seen.until('b', ['OrderConfirmed']).then(() => told.push('other'));
    seen.tell(event('a', 'OrderPlaced'));
    await Promise.resolve();
    expect(told).toEqual([]);
    seen.tell(event('a', 'OrderConfirmed'));
    await early;
    await seen.until('a', ['OrderCancelled', 'OrderConfirmed']);
    expect(told).toEqual(['early']);
  });
});

describe('a gate', () => {
  it('lets only so many through at once, all in the end, and failures too', async () => {
    const through = gate(2);
    let [inside, most] = [0, 0];
    const work = async (n: number): Promise<number> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
      if (n === 1) throw new Error('one fails');
      return n;
    };
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => through(() => work(n))));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      ...Array(3).fill('fulfilled'),
    ]);
    expect(most).toBe(2);
    expect(await through(() => work(7))).toBe(7);
  });
});

describe('a persistent client', () => {
  it('asks again after an error and after a bad answer, and takes the first good one', async () => {
    const answers = [() => Promise.reject(new Error('down')), async () => 503, async () => 202];
    const ask = () => answers.shift()?.() ?? Promise.reject(new Error('one too many'));
    const until = Date.now() + 10_000;
    expect(await persistent({ ask, isGood: (status) => status === 202, until })).toBe(202);
  });

  it('gives up in the end', async () => {
    const until = Date.now() + 10;
    expect(await persistent({ ask: async () => 503, isGood: () => false, until })).toBeUndefined();
  });
});

describe('the page', () => {
  const fault = { name: 'a kill', startedAt: 0, endedAt: 0 };
  const result = {
    faults: [1_000, 3_000, 2_000, undefined].map((recoveredIn) => ({ ...fault, recoveredIn })),
    facts: history(),
    after: redriven(),
    violations: [],
    seconds: 120,
    loadSeconds: 60,
  };

  it('says what was done, how long recovery took, and that nothing was found', () => {
    const figures = figuresOf(9, result);
    expect(figures).toMatchObject({
      endings: { confirmed: 1, cancelled: 1, completed: 1 },
      returns: 1,
      faults: [{ name: 'a kill', injected: 4, p50: 2_000, max: 3_000 }],
      unrecovered: 1,
    });
    const page = pageOf(figures, 'npm run chaos -- --seed 9', new Date(0));
    expect(page).toContain('| a kill | 4 | 2.00 s | 3.00 s |');
    expect(page).toContain('| text | 1 | 1 | 1 | dropped |');
    expect(page).toContain('Seed 9.');
    expect(page).toContain('After 1 faults no such order was seen');
    expect(page).toContain('No violation was found.');
  });

  it('shows what was found', () => {
    const violations = [{ rule: 'money is conserved', about: 'x', what: 'is gone' }];
    const page = pageOf(figuresOf(9, { ...result, violations }), 'npm run chaos', new Date(0));
    expect(page).not.toContain('No violation was found.');
    expect(page).toContain('- money is conserved: `x` is gone');
    expect(page).toContain('| violations | 1 |');
  });

  it('of the hunt says by which rule each bug was found, or that it was not', () => {
    const [one, other] = bugs;
    if (one === undefined || other === undefined) throw new Error('there are no bugs');
    const violations = [{ rule: 'stock is conserved', about: 'x', what: 'y' }];
    const common = { orders: 10, faults: 2, seconds: 30 };
    const hunted = [
      { ...common, bug: one, violations },
      { ...common, bug: other, violations: [] },
    ];
    const page = bugsPage(hunted, 'npm run chaos -- --bugs', new Date(0));
    expect(page).toContain('1 of 2 were found');
    expect(page).toContain(`| ${one.name} | ${one.what} | 10 | 2 | 1 | stock is conserved |`);
    expect(page).toContain('**not found**');
  });
});
