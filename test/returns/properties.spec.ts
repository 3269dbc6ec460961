/** What holds of a return whatever happens to it: any history, possible or not, and any command. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import { type ReturnCommand, returnDecider } from '../../functions/returns/decider.ts';
import type { ReturnEvent } from '../../schemas/returns/return/contract.gen.ts';
import * as facts from './facts.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = { seed, numRuns: 5_000 };
console.log(`SEED=${seed} repeats this run`);

const { decide, evolve, initial, sends = () => [], deadlines = () => [] } = returnDecider;
const { lines, tea, cup } = facts;

const sku = fc.constantFrom('tea', 'cup', 'constructor');
const at = fc.nat(1_000);
const attempt = fc.integer({ min: 0, max: 5 });
const some = fc.constantFrom(lines, [tea], [cup], []);
const step = fc.constantFrom('taking-back', 'refunding', 'releasing', 'sending-back');

const event: fc.Arbitrary<ReturnEvent> = fc.oneof(
  fc.constantFrom(facts.requested, facts.received, facts.refunded, facts.refundFailed),
  fc.constantFrom(facts.completed, facts.rejected, facts.expired),
  fc.tuple(step, attempt, at).map((given) => facts.escalated(...given)),
  ...[facts.stockAsked, facts.releaseAsked, facts.sendBackAsked].map((asked) =>
    fc.tuple(attempt, at, some).map((given) => asked(...given)),
  ),
  fc.tuple(attempt, at).map((given) => facts.refundAsked(...given)),
  ...[facts.takenBack, facts.released, facts.sentBack].map((told) =>
    fc.tuple(sku, at).map((given) => told(...given)),
  ),
);
const repeatable: fc.Arbitrary<ReturnCommand> = fc.oneof(
  fc.constantFrom(facts.ask, facts.recordRefund, facts.recordRejection, facts.expire),
  fc.tuple(at, fc.constantFrom('vienna', 'graz')).map((given) => facts.receive(...given)),
  ...[facts.recordTakenBack, facts.recordReleased, facts.recordSentBack].map((record) =>
    fc.tuple(sku, at).map((given) => record(...given)),
  ),
  fc.tuple(step, attempt, at).map((given) => facts.again(...given)),
);
const command = fc.oneof(repeatable, at.map(facts.retry));

/** Histories that are possible: from somewhere on its way, what a sequence of commands leads to. */
const begun = fc.constantFrom<readonly ReturnEvent[]>(
  [],
  [facts.requested],
  facts.atTakingBack,
  facts.atRefunding,
  facts.atReleasing,
  facts.atSendingBack,
);
const history = fc.tuple(begun, fc.array(command, { maxLength: 10 })).map(([before, commands]) => {
  const events = [...before];
  for (const each of commands) {
    const decision = decide(each, events.reduce(evolve, initial));
    if (!isRefusal(decision)) events.push(...decision);
  }
  return events;
});

describe('whatever happened', () => {
  it('every history folds, and every command is answered', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), command, (events, asked) => {
        const decision = decide(asked, events.reduce(evolve, initial));
        expect(isRefusal(decision) || Array.isArray(decision)).toBe(true);
        for (const each of events) expect([...sends(each), ...deadlines(each)]).toBeInstanceOf(Array);
      }),
      runs,
    );
  });

  it('a command that comes twice changes nothing the second time; only an operator’s retry asks anew', () => {
    fc.assert(
      fc.property(history, repeatable, (events, asked) => {
        const before = events.reduce(evolve, initial);
        const decision = decide(asked, before);
        const after = isRefusal(decision) ? before : decision.reduce(evolve, before);
        const second = decide(asked, after);
        expect(isRefusal(second) ? [] : second).toEqual([]);
      }),
      runs,
    );
  });

  it('what has ended stays as it is', () => {
    const ends = fc.constantFrom(facts.atCompleted, facts.atRejected, facts.atExpired);
    fc.assert(
      fc.property(ends, command, (events, asked) => {
        const decision = decide(asked, events.reduce(evolve, initial));
        expect(isRefusal(decision) || decision.length === 0).toBe(true);
      }),
      runs,
    );
  });
});
