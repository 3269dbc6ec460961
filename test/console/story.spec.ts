/** An order's story: its bars, its axis of time, and the words for why. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { axisOf } from '../../console/page/views/orders/axis.ts';
import { barsOf, causesOf, spansOf } from '../../console/story/bars.ts';
import { compensations } from '../../console/story/compensation.ts';
import { knownReasons, sentenceOf } from '../../console/story/reasons.ts';
import { contracts } from '../../ops/aggregates.ts';
import type { Step } from '../../ops/trace/step.ts';
import { schemaRoot } from '../../schemas/source.ts';

const step = (source: string, id: string, type: string, cause: string, more: Partial<Step> = {}): Step => ({
  ...{ source, id, type, cause, subject: 'o', sequence: 1, at: 0, places: [], data: {} },
  ...more,
});

const placed = step('ordering/order', 'o.1', 'OrderPlaced', 'api', { at: 100, sentAt: 110, by: 'ada' });
const declined = step('payment/payment', 'o.2', 'PaymentDeclined', 'payment.saga:/ordering/order:o.1', {
  at: 150,
  sentAt: 160,
});
const cancelled = step('ordering/order', 'o.2', 'OrderCancelled', 'ordering.saga:/payment/payment:o.2', {
  at: 200,
});

describe('the bars of a story', () => {
  const bars = barsOf([placed, declined, cancelled]);

  it('stand under their causes, with who heard them', () => {
    expect(bars.map(({ type, depth, by, parent }) => [type, depth, by, parent])).toEqual([
      ['OrderPlaced', 0, 'ada', undefined],
      ['PaymentDeclined', 1, 'payment.saga', 'ordering/order o.1'],
      ['OrderCancelled', 2, 'ordering.saga', 'payment/payment o.2'],
    ]);
  });

  it('go from Kafka to the commit, and from the commit to Kafka', () => {
    expect(bars[1]?.spans).toEqual([
      { kind: 'handling', from: 110, to: 150 },
      { kind: 'commit', from: 150, to: 150 },
      { kind: 'relay', from: 150, to: 160 },
    ]);
    expect(bars[2]?.spans.map(({ kind }) => kind)).toEqual(['handling', 'commit']);
  });

  it('do not run backwards when two clocks differ', () => {
    expect(spansOf({ at: 100, sentAt: 99 }, { at: 101, sentAt: 102 })).toEqual([
      { kind: 'commit', from: 100, to: 100 },
    ]);
  });

  it('tell which take back what was done', () => {
    expect(bars.map(({ isCompensation }) => isCompensation)).toEqual([false, false, true]);
  });

  it('lead from the end to its first cause', () => {
    const [, , last] = bars;
    expect(last && causesOf(bars, last).map(({ type }) => type)).toEqual([
      'OrderPlaced',
      'PaymentDeclined',
      'OrderCancelled',
    ]);
  });

  it('end even where something is said to have caused itself', () => {
    const [self] = barsOf([step('a/b', 'x', 'X', 'a.c:/a/b:x')]);
    expect(self && causesOf([{ ...self, parent: self.id }], self)).toHaveLength(1);
  });
});

describe('words', () => {
  it('are there for each reason that the contract names', () => {
    const file = join(schemaRoot, 'ordering', 'order', 'OrderCancelled.v2.avsc');
    const { fields }: { fields: { name: string; doc: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
    const [, list = ''] = /^Why: (.*)\.$/.exec(fields.find(({ name }) => name === 'reason')?.doc ?? '') ?? [];
    expect([...knownReasons].sort()).toEqual(list.split(/, | or /).sort());
    expect(sentenceOf('<b>other</b>')).toContain('<b>other</b>');
  });

  it('call compensation only what some context says', () => {
    const types = contracts.flatMap(({ messages }) => Object.keys(messages));
    expect([...compensations].filter((type) => !types.includes(type))).toEqual([]);
  });
});

describe('the axis of time', () => {
  it('is even where nothing lasts much longer than the rest', () => {
    const { placeOf, gaps } = axisOf([1_000, 1_100, 1_050, 1_200]);
    expect(gaps).toEqual([]);
    expect([1_000, 1_050, 1_100, 1_200].map(placeOf)).toEqual([0, 0.25, 0.5, 1]);
  });

  it('shortens a long pause, and says how long it was', () => {
    const half = 30 * 60_000;
    const { placeOf, gaps, end, start } = axisOf([0, 100, 200, 300, 400, 400 + half, 500 + half]);
    expect(gaps).toEqual([{ place: expect.any(Number), lasts: half }]);
    expect(placeOf(400)).toBeGreaterThan(0.3);
    expect(placeOf(400 + half) - placeOf(400)).toBeLessThan(0.5);
    expect(placeOf(500 + half)).toBe(1);
    expect(end - start).toBe(half + 500);
  });

  it('keeps the order of moments, whatever they are', () => {
    for (const moments of [[], [5], [0, 1, 1e9, 2e9, 2e9 + 1], [0, 500, 1_000, 1e7, 1e7 + 1, 9e7]]) {
      const { placeOf } = axisOf(moments);
      const places = moments.map(placeOf);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      for (const place of places) expect(place).toBeGreaterThanOrEqual(0);
      for (const place of places) expect(place).toBeLessThanOrEqual(1);
    }
  });
});
