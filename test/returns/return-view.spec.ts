/** A return is shown to its customer and to operators, with what it waits for. */
import { describe, expect, it } from 'vitest';
import { returnDecider } from '../../functions/returns/decider.ts';
import { returnView } from '../../functions/returns/return-view.ts';
import { readReturn } from '../../functions/returns/routes.ts';
import { arriveWithin } from '../../functions/returns/steps/decider.ts';
import type { ReturnEvent } from '../../schemas/returns/return/contract.gen.ts';
import * as facts from './facts.ts';

const { atTakingBack, atRefunding, atReleasing, atSendingBack, atCompleted, takenBack } = facts;
const ada = { name: 'ada', groups: [] };
const after = (...history: readonly ReturnEvent[]) =>
  history.reduce(returnDecider.evolve, returnDecider.initial);
const viewOf = (...history: readonly ReturnEvent[]) => {
  const view = returnView('r-1', after(...history), ada);
  expect(readReturn.answer.body.safeParse(view).error).toBeUndefined();
  return view;
};

describe('a return', () => {
  it('that waits for the goods says until when', () => {
    const { lines, ...request } = facts.request;
    expect(viewOf(facts.requested)).toEqual({
      ...request,
      lines: lines.map((line) => ({ ...line, status: 'awaited' })),
      status: 'requested',
      waitsFor: { what: 'goods', since: 1, until: 1 + arriveWithin },
    });
  });

  it('that waits for a reply says which, about what, since when and how often it was asked for', () => {
    const view = viewOf(...atTakingBack, takenBack('tea', 3));
    expect(view).toMatchObject({ status: 'underway', step: 'taking-back', warehouse: 'vienna' });
    expect(view.waitsFor).toEqual({ what: 'StockTakenBack', skus: ['cup'], since: 2, attempt: 1 });
    expect(view.lines.map(({ status }) => status)).toEqual(['taken-back', 'awaited']);
  });

  it('waits for one reply about the money, without lines', () => {
    const what = 'PaymentRefunded or RefundRejected';
    expect(viewOf(...atRefunding).waitsFor).toEqual({ what, since: 4, attempt: 1 });
  });

  it('says that a person is asked to look', () => {
    const stuck = [...atReleasing, facts.escalated('releasing', 3, 40)];
    expect(viewOf(...stuck)).toMatchObject({ status: 'escalated', escalatedAt: 40, step: 'releasing' });
    expect(viewOf(...atReleasing)).not.toHaveProperty('escalatedAt');
  });

  it('says why the goods go back', () => {
    expect(viewOf(...atSendingBack)).toMatchObject({ step: 'sending-back', refusal: 'too-much' });
    expect(viewOf(...atReleasing)).not.toHaveProperty('refusal');
  });

  it('that has ended says when and how, and waits for nothing', () => {
    expect(viewOf(...atCompleted)).toMatchObject({ status: 'completed', endedAt: 7 });
    expect(viewOf(...facts.atRejected)).toMatchObject({ status: 'rejected', endedAt: 7 });
    expect(viewOf(...facts.atExpired)).toMatchObject({ status: 'expired', endedAt: 1 + arriveWithin });
    expect(viewOf(...atCompleted)).not.toHaveProperty('waitsFor');
  });
});

it('is shown to an operator', () => {
  const view = returnView('r-1', after(facts.requested), { name: 'grace', groups: ['operators'] });
  expect(view).toMatchObject({ returnId: 'r-1' });
});

it.each<[string, readonly ReturnEvent[], { name: string; groups: string[] }]>([
  ['there is none', [], { name: 'ada', groups: ['operators'] }],
  ['it is another customer’s', [facts.requested], { name: 'grace', groups: ['staff'] }],
  ['nobody asks', [facts.requested], { name: '', groups: [] }],
])('is not found when %s', (_what, history, caller) => {
  expect(() => returnView('r-1', after(...history), caller)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ status: 404, type: 'unknown-return' }) }),
  );
});
