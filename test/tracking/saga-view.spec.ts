/** Who is stuck, as operators see it. */
import { describe, expect, it } from 'vitest';
import { summaryKey } from '../../functions/tracking/rows.ts';
import { listSagas, listWaiting } from '../../functions/tracking/saga-routes.ts';
import { isStuck, sagaStep } from '../../functions/tracking/saga-step.ts';
import { sagaView, stepView } from '../../functions/tracking/saga-view.ts';
import { sagaSteps } from '../../lib/saga-steps.ts';

const step = { step: 'stock', waitsFor: 'inventory', thresholdMinutes: 15 };
const now = Date.UTC(2026, 10, 25, 12);
const minutes = (count: number) => now - count * 60_000;
const row = { ...summaryKey('order', 'o-1'), saga: 'order', id: 'o-1', since: minutes(16) } as const;

describe('a step', () => {
  it('is stuck when the oldest waits longer than the threshold', () => {
    expect(isStuck(step, minutes(15), now)).toBe(false);
    expect(isStuck(step, minutes(15) - 1, now)).toBe(true);
    expect(isStuck(step, undefined, now)).toBe(false);
  });

  it('says what it waits for, how many wait, and who waits longest', () => {
    const view = stepView(step, { count: 3, isMore: false, oldest: row }, now);
    const shown = { waiting: 3, isMore: false, oldest: 'o-1', oldestSince: row.since, isStuck: true };
    expect(view).toEqual({ ...step, ...shown });
    expect(listSagas.answer.body.parse({ steps: [view] })).toBeDefined();
  });

  it('in which nobody waits has no oldest', () => {
    const view = stepView(step, { count: 0, isMore: false, oldest: undefined }, now);
    expect(view).toEqual({ ...step, waiting: 0, isMore: false, isStuck: false });
  });
});

describe('who waits', () => {
  it('is shown with its order, and whether it has called for a person', () => {
    const back = { ...row, saga: 'return', id: 'r-1', orderId: 'o-1', escalated: true } as const;
    expect(sagaView(step, back, now)).toMatchObject({
      saga: 'return',
      id: 'r-1',
      orderId: 'o-1',
      escalated: true,
    });
    const view = sagaView(step, row, now);
    expect(view).toMatchObject({ saga: 'order', id: 'o-1', orderId: 'o-1', escalated: false, isStuck: true });
    expect(listWaiting.answer.body.parse({ ...step, sagas: [view] })).toBeDefined();
  });

  it('since nobody knows when is not called stuck', () => {
    const { since, ...unknown } = row;
    expect(sagaView(step, unknown, now)).toMatchObject({ since: now, isStuck: false });
  });
});

it('is told of every step in a form that functions take, within what a function’s environment can hold', () => {
  for (const each of sagaSteps) expect(sagaStep.parse(each)).toEqual(each);
  expect(new Set(sagaSteps.map((each) => each.step)).size).toBe(sagaSteps.length);
  expect(JSON.stringify(sagaSteps).length).toBeLessThan(3_000);
});
