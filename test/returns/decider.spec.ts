/** A return goes from step to step with each reply, and back when the money cannot be given. */
import { describe, expect, it } from 'vitest';
import { returnDecider } from '../../functions/returns/decider.ts';
import { fired } from '../../functions/returns/fired.ts';
import { answerWithin, arriveWithin } from '../../functions/returns/steps/decider.ts';
import { specificationOf } from '../platform/specification.ts';
import * as facts from './facts.ts';

const { given } = specificationOf(returnDecider);
const { returnId, orderId, warehouse, tea, cup, requested, received } = facts;
const { atTakingBack, atRefunding, atReleasing, atSendingBack } = facts;
const { atCompleted, atRejected, atExpired } = facts;
const { stockAsked, refundAsked, releaseAsked, sendBackAsked, takenBack, released, sentBack } = facts;
const { ask, receive, recordTakenBack, recordReleased, recordSentBack, retry, again } = facts;
const { recordRefund, recordRejection, escalated, dueAfter } = facts;

const ofStock = (type: string, ...lines: readonly (typeof tea)[]) =>
  lines.map(({ sku, quantity }) => ({
    id: `${type}.${sku}`,
    type,
    data: { sku, reservationId: returnId, quantity, allocations: [{ warehouse, quantity }] },
  }));
const refundPayment = {
  id: 'RefundPayment',
  type: 'RefundPayment',
  data: { paymentId: orderId, refundId: returnId, amount: 1_200, currency: 'EUR' },
};

describe('a return', () => {
  it('is requested once, and sends nothing while the goods are on their way', () => {
    given().when(ask).happens(requested);
    given().when(ask).sends();
    given(requested).when(ask).changesNothing();
    given(...atExpired)
      .when(ask)
      .changesNothing();
  });
  it('asks stock to take every line back when the goods are there', () => {
    given(requested).when(receive(2)).happens(received, stockAsked(1, 2));
    given(requested)
      .when(receive(2))
      .sends(...ofStock('TakeBackStock', tea, cup));
  });
  it('asks for the refund with the last line, whichever that is', () => {
    given(...atTakingBack)
      .when(recordTakenBack('tea', 3))
      .happens(takenBack('tea', 3));
    given(...atTakingBack, takenBack('tea', 3))
      .when(recordTakenBack('cup', 4))
      .happens(takenBack('cup', 4), refundAsked(1, 4));
    given(...atTakingBack, takenBack('cup', 3))
      .when(recordTakenBack('tea', 4))
      .sends(refundPayment);
  });
  it('asks for no refund when nothing was paid', () => {
    const free = { ...cup, unitPrice: 0 };
    const gift = { ...facts.request, lines: [free], amount: 0 };
    given({ type: 'ReturnRequested', data: gift }, received, stockAsked(1, 2, [free]))
      .when(recordTakenBack('cup', 3))
      .happens(takenBack('cup', 3), releaseAsked(1, 3, [free]));
  });
  it('makes the goods available once the money is given back', () => {
    given(...atRefunding)
      .when(recordRefund)
      .happens(facts.refunded, releaseAsked(1, 5));
    given(...atRefunding)
      .when(recordRefund)
      .sends(...ofStock('ReleaseStock', tea, cup));
  });
  it('is completed with the last line that is available', () => {
    given(...atReleasing)
      .when(recordReleased('cup', 6))
      .happens(released('cup', 6));
    given(...atReleasing, released('tea', 6))
      .when(recordReleased('cup', 7))
      .happens(released('cup', 7), facts.completed);
  });
});

describe('a refund that is refused', () => {
  it('is compensated: the goods leave again, for the customer', () => {
    given(...atRefunding)
      .when(recordRejection)
      .happens(facts.refundFailed, sendBackAsked(1, 5));
    given(...atRefunding)
      .when(recordRejection)
      .sends(...ofStock('DispatchStock', tea, cup));
  });
  it('ends the return with the reason of the refusal, when the last line has left', () => {
    given(...atSendingBack)
      .when(recordSentBack('tea', 6))
      .happens(sentBack('tea', 6));
    given(...atSendingBack, sentBack('tea', 6))
      .when(recordSentBack('cup', 7))
      .happens(sentBack('cup', 7), facts.rejected);
  });
});

describe('a reply', () => {
  const replies = [
    recordTakenBack('tea', 9),
    recordReleased('tea', 9),
    recordSentBack('tea', 9),
    recordRefund,
    recordRejection,
  ];
  it('about no return of ours changes nothing', () => {
    for (const reply of replies) given().when(reply).changesNothing();
  });
  it('before the goods are here, or after the end, changes nothing', () => {
    for (const reply of replies) {
      for (const history of [[requested], atCompleted, atRejected, atExpired]) {
        given(...history)
          .when(reply)
          .changesNothing();
      }
    }
  });
  it('counts in its own step only', () => {
    const steps = [atTakingBack, atRefunding, atReleasing, atSendingBack];
    const own = [[0], [2], [3], [1], [1]];
    replies.forEach((reply, index) => {
      steps.forEach((history, step) => {
        if (!own[index]?.includes(step))
          given(...history)
            .when(reply)
            .changesNothing();
      });
    });
  });
  it('that comes twice, or about a line that there is not, changes nothing', () => {
    given(...atTakingBack, takenBack('tea', 3))
      .when(recordTakenBack('tea', 4))
      .changesNothing();
    given(...atReleasing, released('tea', 6))
      .when(recordReleased('tea', 7))
      .changesNothing();
    given(...atSendingBack, sentBack('tea', 6))
      .when(recordSentBack('tea', 7))
      .changesNothing();
    given(...atTakingBack)
      .when(recordTakenBack('constructor', 4))
      .changesNothing();
  });
});

describe('the receipt of the goods', () => {
  it('is recorded once, at one warehouse', () => {
    given(...atTakingBack)
      .when(receive(9))
      .changesNothing();
    given(...atTakingBack)
      .when(receive(9, 'graz'))
      .isRefused('received-elsewhere');
  });
  it('is refused when there is no such return, or it has ended', () => {
    given().when(receive(2)).isRefused('unknown-return');
    given(...atExpired)
      .when(receive(2))
      .isRefused('return-ended');
    given(...atCompleted)
      .when(receive(2))
      .isRefused('return-ended');
  });
});

describe('goods that do not arrive', () => {
  it('let the return expire after 14 days', () => {
    const at = 1 + arriveWithin;
    given().when(ask).sets({ at, command: facts.expire });
    given(requested).when(facts.expire).happens(facts.expired);
  });
  it('are waited for no longer when they are here, and given up once', () => {
    for (const history of [[], atTakingBack, atCompleted, atExpired])
      given(...history)
        .when(facts.expire)
        .changesNothing();
  });
});

describe('a step without an answer', () => {
  it('has a deadline of its own, in every step', () => {
    given(requested)
      .when(receive(2))
      .sets(dueAfter('taking-back', 1, 2));
    given(...atTakingBack, takenBack('tea', 3))
      .when(recordTakenBack('cup', 4))
      .sets(dueAfter('refunding', 1, 4));
    given(...atRefunding)
      .when(recordRefund)
      .sets(dueAfter('releasing', 1, 5));
    given(...atRefunding)
      .when(recordRejection)
      .sets(dueAfter('sending-back', 1, 5));
    given(...atReleasing)
      .when(recordReleased('tea', 6))
      .sets();
  });
  it('is asked again, with a new deadline', () => {
    given(...atRefunding)
      .when(again('refunding', 1, 20))
      .happens(refundAsked(2, 20));
    given(...atRefunding)
      .when(again('refunding', 1, 20))
      .sends(refundPayment);
    given(...atRefunding)
      .when(again('refunding', 1, 20))
      .sets(dueAfter('refunding', 2, 20));
  });
  it('is asked again about the lines only that are not answered', () => {
    given(...atTakingBack, takenBack('tea', 3))
      .when(again('taking-back', 1, 20))
      .happens(stockAsked(2, 20, [cup]));
    given(...atReleasing, released('cup', 6))
      .when(again('releasing', 1, 20))
      .sends(...ofStock('ReleaseStock', tea));
    given(...atSendingBack, sentBack('tea', 6))
      .when(again('sending-back', 1, 20))
      .happens(sendBackAsked(2, 20, [cup]));
  });
  it('is not asked again by a deadline of an earlier attempt, or of a step that is over', () => {
    given(...atRefunding, refundAsked(2, 20))
      .when(again('refunding', 1, 30))
      .changesNothing();
    given(...atReleasing)
      .when(again('refunding', 1, 30))
      .changesNothing();
    given(...atCompleted)
      .when(again('releasing', 1, 30))
      .changesNothing();
    given()
      .when(again('releasing', 1, 30))
      .changesNothing();
  });
  it('is escalated after the third time, once, and asked no more', () => {
    const thrice = [...atRefunding, refundAsked(2, 20), refundAsked(3, 30)];
    given(...thrice)
      .when(again('refunding', 3, 40))
      .happens(escalated('refunding', 3, 40));
    given(...thrice)
      .when(again('refunding', 3, 40))
      .sends();
    given(...thrice, escalated('refunding', 3, 40))
      .when(again('refunding', 3, 41))
      .changesNothing();
  });
  it('waits on: a late answer still settles it, and the next step starts anew', () => {
    const late = [...atRefunding, refundAsked(3, 30), escalated('refunding', 3, 40)];
    given(...late)
      .when(recordRefund)
      .happens(facts.refunded, releaseAsked(1, 5));
    given(...late, facts.refunded, releaseAsked(3, 50))
      .when(again('releasing', 3, 60))
      .happens(escalated('releasing', 3, 60));
  });
});

describe('an operator', () => {
  it('asks again while a reply is due, before an escalation and after it', () => {
    given(...atTakingBack, takenBack('tea', 3))
      .when(retry(9))
      .happens(stockAsked(2, 9, [cup]));
    given(...atRefunding, refundAsked(3, 30), escalated('refunding', 3, 40))
      .when(retry(50))
      .happens(refundAsked(4, 50));
  });
  it('is not told again of a step that was escalated', () => {
    given(...atRefunding, refundAsked(3, 30), escalated('refunding', 3, 40), refundAsked(4, 50))
      .when(again('refunding', 4, 60))
      .changesNothing();
  });
  it('has nothing to ask for before the goods are here, or after the end', () => {
    given().when(retry(9)).isRefused('unknown-return');
    given(requested).when(retry(9)).isRefused('nothing-is-out');
    given(...atCompleted)
      .when(retry(9))
      .isRefused('return-ended');
    given(...atRejected)
      .when(retry(9))
      .isRefused('return-ended');
  });
});

describe('its state', () => {
  const known = { request: facts.request };
  const awaited = { tea: 'awaited', cup: 'awaited' } as const;
  const back = { tea: 'taken-back', cup: 'taken-back' } as const;
  const underway = { ...known, status: 'underway', warehouse, refusal: '' } as const;

  it('says which command is out, since when, and where each line is', () => {
    given(requested).leaves({ ...known, status: 'requested', lines: awaited });
    given(...atTakingBack, takenBack('tea', 3)).leaves({
      ...underway,
      lines: { tea: 'taken-back', cup: 'awaited' },
      out: { step: 'taking-back', attempt: 1, askedAt: 2 },
    });
    given(...atRefunding).leaves({
      ...underway,
      lines: back,
      out: { step: 'refunding', attempt: 1, askedAt: 4 },
    });
  });
  it('keeps why payment refused, and that a person was asked to look, as long as the step lasts', () => {
    const stuck = [...atSendingBack, sendBackAsked(3, 30), escalated('sending-back', 3, 40)];
    given(...stuck, sendBackAsked(4, 50)).leaves({
      ...underway,
      refusal: 'too-much',
      lines: back,
      out: { step: 'sending-back', attempt: 4, askedAt: 50, escalatedAt: 40 },
    });
  });
  it('says how it ended', () => {
    const end = { ...known, endedAt: 7 };
    given(...atCompleted).leaves({
      ...end,
      status: 'completed',
      lines: { tea: 'released', cup: 'released' },
    });
    given(...atRejected).leaves({
      ...end,
      status: 'rejected',
      lines: { tea: 'sent-back', cup: 'sent-back' },
    });
    given(...atExpired).leaves({ ...known, status: 'expired', lines: awaited, endedAt: 1 + arriveWithin });
  });
});

it('counts a deadline from when it is taken up, not from when it was due', () => {
  const late = 60 * answerWithin;
  const asked = again('refunding', 1, 10);
  expect(fired(asked, late)).toEqual(again('refunding', 1, late));
  given(...atRefunding)
    .when(fired(asked, late))
    .sets(dueAfter('refunding', 2, late));
  expect(fired({ type: 'ExpireReturn', data: { returnId, at: 1 } }, late)).toEqual({
    type: 'ExpireReturn',
    data: { returnId, at: late },
  });
});
