/** What a replay says: what it means, what it will do, and how far it is. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConsumers } from '../../../docs/build/consumers.ts';
import { announcement } from '../../../ops/replay/announcement.ts';
import { knownConsumers, repeatOf } from '../../../ops/replay/effects.ts';
import { durationOf, progressLine } from '../../../ops/replay/progress.ts';

describe('what a second time means', () => {
  it('is said of consumers that there are', async () => {
    const names = (await readConsumers()).map(({ name }) => name);
    for (const name of knownConsumers) expect(names).toContain(name);
  });

  it('names the two that reach outside', async () => {
    const names = (await readConsumers()).map(({ name }) => name);
    expect(names.filter((name) => repeatOf(name).reachesOutside)).toEqual([
      'notification.mail',
      'payment.gateway',
    ]);
  });

  it('tells who wants a view again how that is done', () => {
    expect(repeatOf('tracking.timeline-v1').meaning).toContain('docs/tracking.md');
    expect(repeatOf('sales.windows').meaning).toContain('changes nothing at all');
    expect(repeatOf('ordering.saga').meaning).toContain('commit record');
  });
});

describe('the announcement', () => {
  const planned = { topic: 'a.b', partition: 0, committed: 9, target: 4, records: 6, gone: 0, skipped: 0 };
  const said = (change: object, consumer = 'ordering.saga') =>
    stripVTControlCharacters(announcement(consumer, [{ ...planned, ...change }], repeatOf(consumer)));

  it('says which partitions go from where to where, and how much that is', () => {
    expect(said({})).toContain('ordering.saga will handle 6 records');
    expect(said({})).toContain('a.b-0: from 9 to 4, 6 records until its end');
    expect(said({})).not.toMatch(/gone|PASSED OVER/);
  });

  it('warns of what is gone, and of what would be passed over', () => {
    expect(said({ gone: 3 })).toContain('3 older records are gone');
    expect(said({ skipped: 2 })).toContain('2 records that it has not handled yet would be PASSED OVER');
  });
});

describe('progress', () => {
  it.each([
    [{ at: 0, left: 100 }, '  0 %  100 records left, not moving yet'],
    [{ at: 2_000, left: 50 }, ' 50 %  50 records left, 25 a second, 2 s left'],
    [{ at: 4_000, left: 0 }, 'done: 100 records in 4.0 s'],
  ])('at %j is %j', (now, line) => {
    expect(progressLine({ at: 0, left: 100 }, now)).toBe(line);
  });

  it.each([
    [0.2, '1 s'],
    [89, '89 s'],
    [91, '2 min'],
    [7_200, '2.0 h'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(durationOf(seconds)).toBe(words);
  });
});
