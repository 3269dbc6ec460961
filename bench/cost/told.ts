/** The measured costs as comparisons, a table and facts. */
import type { Comparison } from '../harness/contest.ts';
import type { Measured } from '../harness/result.ts';
import { ratioOf, spreadOf } from '../harness/statistics.ts';
import { figure } from '../harness/table.ts';
import { type Bill, dollarsFor } from './bill.ts';
import type { RoundCost } from './measured.ts';

/** What is compared, as dollars for a million orders. */
const against = (
  rounds: readonly RoundCost[],
  peer: string,
  of: (bill: Bill) => Bill['ours'],
  judged: Pick<Comparison, 'goal' | 'limit'>,
): Comparison => {
  const each = (which: (bill: Bill) => Bill['ours']) =>
    rounds.map(({ bill, orders }) => dollarsFor(which(bill)) / orders);
  const [ours, theirs] = [each(({ ours: own }) => own), each(of)];
  const spreads = { ours: spreadOf(ours), theirs: spreadOf(theirs), ratio: ratioOf(ours, theirs) };
  return { what: 'DynamoDB, a million delivered orders', unit: 'dollars', peer, ...spreads, ...judged };
};

const sameGuarantees = 'Powertools idempotency around the same writes';
const fewer = 'Powertools idempotency around one put, no journal, no transaction';

export const costsTold = (rounds: readonly RoundCost[]): Measured => {
  const median = (of: (round: RoundCost) => number): number =>
    spreadOf(rounds.map((round) => of(round) / round.orders)).median;
  const facts = {
    writes: median(({ bill }) => bill.ours.writes),
    reads: median(({ bill }) => bill.ours.reads),
    messages: median((round) => round.messages),
    kafkaBytes: median((round) => round.kafkaBytes),
    commits: median((round) => round.commits),
    handled: median((round) => round.handled),
    invocations: median((round) => round.invocations),
    seconds: median((round) => round.seconds),
  };
  const names: { readonly [name in keyof typeof facts]: string } = {
    writes: 'write request units',
    reads: 'read request units',
    messages: 'messages',
    kafkaBytes: 'bytes in topics: keys, headers, values',
    commits: 'commits, each relayed',
    handled: 'records handled, each by each of its readers',
    invocations: 'invocations of consumers',
    seconds: 'seconds of those, with 0.5 GB each',
  };
  const rows = Object.entries(names).map(([name, text]) => [text, figure(facts[name as keyof typeof facts])]);
  return {
    comparisons: [
      against(rounds, 'the least that the design needs', ({ least }) => least, {
        goal: { atMost: 1.05 },
        limit:
          'Beyond the least: one query of parked keys for each batch, which is one record where orders come one by one, and what was read or written for nothing (ADR 19).',
      }),
      against(rounds, sameGuarantees, ({ guarded }) => guarded, {
        goal: { atMost: 0.6 },
        limit:
          'The record of the cause is a part of the transaction here; with Powertools it is two small writes more. Most of either is the transaction itself, which counts twice (ADR 19).',
      }),
      against(rounds, fewer, ({ lean }) => lean, {}),
    ],
    tables: [
      {
        title: 'One order, placed until delivered, with nothing else to share its batches.',
        head: ['of', 'an order'],
        rows,
      },
    ],
    facts,
  };
};
