/** How steps are merged and put under what caused them. */
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rendered } from '../../ops/trace/rendered.ts';
import { merged, type Step, stepOfRecord, stepsOfEntry } from '../../ops/trace/step.ts';
import { type Branch, treeOf } from '../../ops/trace/tree.ts';

const step = (id: string, more: Partial<Step> = {}): Step => ({
  at: 0,
  source: 'ordering/order',
  subject: 'o',
  id,
  sequence: 1,
  type: 'OrderPlaced',
  cause: 'api',
  places: ['ordering.order-0@1'],
  data: {},
  ...more,
});

describe('a step', () => {
  it('is read from a record’s headers', () => {
    const headers = {
      ce_time: '2026-03-01T12:00:00.000Z',
      ce_source: '/ordering/order',
      ce_subject: 'o',
      ce_id: 'o.2',
      ce_sequence: '2',
      ce_type: 'ordering.order.OrderPlaced',
      ce_causationid: 'api',
    };
    const where = {
      topic: 'ordering.order',
      partition: 3,
      offset: 9,
      timestamp: 1,
      key: 'o',
      value: undefined,
    };
    expect(stepOfRecord({ ...where, headers }, { a: 1 })).toEqual({
      at: Date.parse('2026-03-01T12:00:00.000Z'),
      source: 'ordering/order',
      subject: 'o',
      id: 'o.2',
      sequence: 2,
      type: 'OrderPlaced',
      cause: 'api',
      places: ['ordering.order-3@9'],
      sentAt: 1,
      data: { a: 1 },
    });
    expect(stepOfRecord({ ...where, headers: {} }, {})).toMatchObject({ at: 1, subject: 'o', type: '?' });
  });

  it('is read from a commit, an event each, with the ids that they have on the topic', () => {
    const events = [
      { type: 'A', data: {} },
      { type: 'B', data: {} },
    ];
    const entry = { version: 4, events, at: 7, cause: 'c', by: 'ada', correlationId: 'x' };
    expect(stepsOfEntry('ordering/order', 'o', entry)).toMatchObject([
      { id: 'o.3', sequence: 3, type: 'A', at: 7, by: 'ada', places: [] },
      { id: 'o.4', sequence: 4, type: 'B' },
    ]);
  });

  it('is one, however often it was sent, and knows who from the journal', () => {
    const sent = [
      step('o.1', { places: ['t-0@5'], sentAt: 8 }),
      step('o.1', { places: ['t-0@1'], sentAt: 5 }),
    ];
    const told = step('o.1', { places: [], by: 'ada' });
    expect(merged([...sent, told])).toEqual([
      step('o.1', { places: ['t-0@5', 't-0@1'], by: 'ada', sentAt: 5 }),
    ]);
  });

  it('comes in the order of time, and of its aggregate’s life within a moment', () => {
    const steps = [step('o.2', { sequence: 2 }), step('o.3', { at: 1 }), step('o.1')];
    expect(merged(steps).map(({ id }) => id)).toEqual(['o.1', 'o.2', 'o.3']);
  });

  it('is not taken for another aggregate’s of the same id', () => {
    expect(merged([step('o.1'), step('o.1', { source: 'payment/payment' })])).toHaveLength(2);
  });
});

const caused = (id: string, by: string, source = 'payment/payment'): Step =>
  step(id, { source, cause: `payment.saga:/${by}` });

describe('a tree', () => {
  it('has each step under the message that its consumer heard', () => {
    const [placed, paid, heardBack] = [
      step('o.1'),
      caused('o.1', 'ordering/order:o.1'),
      caused('o.2', 'payment/payment:o.1', 'ordering/order'),
    ];
    expect(treeOf([placed, paid, heardBack])).toEqual([
      {
        step: placed,
        via: undefined,
        children: [
          {
            step: paid,
            via: 'payment.saga',
            children: [{ step: heardBack, via: 'payment.saga', children: [] }],
          },
        ],
      },
    ]);
  });

  it('begins anew with what was caused by something that was not found', () => {
    const orphan = caused('o.1', 'ordering/order:missing');
    expect(treeOf([step('o.9'), orphan]).map((branch) => branch.step.id)).toEqual(['o.9', 'o.1']);
  });

  it('holds every step once, whatever causes what', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const steps = fc.uniqueArray(fc.tuple(id, id), { selector: ([one]) => one });
    fc.assert(
      fc.property(steps, (pairs) => {
        const all = pairs.map(([one, cause]) => caused(one, `payment/payment:${cause}`));
        expect(
          flat(treeOf(all))
            .map((each) => each.id)
            .sort(),
        ).toEqual(all.map((each) => each.id).sort());
      }),
    );
  });
});

const flat = (branches: readonly Branch[]): readonly Step[] =>
  branches.flatMap((branch) => [branch.step, ...flat(branch.children)]);

describe('a rendered trace', () => {
  it('says when, what, who and the fields that are said in a word', () => {
    const at = Date.parse('2026-03-01T12:00:00.000Z');
    const data = { orderId: 'o', total: 5, lines: [], token: 'a\u001b[31m' };
    const placed = step('o.1', { at, by: 'ada', data });
    const paid = {
      ...caused('o.1', 'ordering/order:o.1'),
      at: at + 12,
      type: 'PaymentRequested',
      places: [],
    };
    expect(rendered(treeOf([placed, paid])).map(stripVTControlCharacters)).toEqual([
      '2026-03-01T12:00:00.000Z  OrderPlaced ordering/order o#1  by ada  total=5 token=a',
      '+12 ms                    └─ PaymentRequested payment/payment o#1  via payment.saga  only in the journal',
    ]);
  });

  it('is empty when there is nothing', () => {
    expect(rendered([])).toEqual([]);
  });
});
