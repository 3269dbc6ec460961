/** What some orders took of DynamoDB, beside the least that the design needs, and beside others' designs. */
import { prices } from '../../docs/build/cost/prices.ts';
import type { Read, Write } from './requests.ts';

export interface Units {
  readonly writes: number;
  readonly reads: number;
}

export interface Bill {
  readonly ours: Units;
  /** Every accepted write once, one read for each commit that changes a head, and what a request has to look up. */
  readonly least: Units;
  /** The same writes, with Powertools' idempotency around each in place of ours. */
  readonly guarded: Units;
  /** Only heads, without journal, outside of a transaction, with Powertools' idempotency around each. */
  readonly lean: Units;
}

const isWrite = (each: Read | Write): each is Write => each.kind === 'write';
const sum = (units: readonly number[]): number => units.reduce((total, each) => total + each, 0);

/** Noted, claimed and marked as sent by itself: as many writes as Powertools would make around one. */
const isMessage = ({ key }: Write): boolean => key.sk?.S?.startsWith('message#') ?? false;

/** Puts a small record before its work, and completes it behind: a unit each. */
const idempotency = 2;

export const billOf = (spent: readonly (Read | Write)[]): Bill => {
  const writes = spent.filter(isWrite);
  const reads = spent.filter((each) => !isWrite(each));
  const accepted = writes.filter(({ isRefused }) => !isRefused);
  const heads = accepted.filter(({ head }) => head !== undefined);
  const records = accepted.filter(({ key }) => key.sk?.S?.startsWith('cause#'));
  const others = accepted.filter((each) => !heads.includes(each) && !records.includes(each));
  // How far a projection is in a partition is told for rebuilding it, which others do not.
  const positions = others.filter(({ key }) => key.pk?.S?.startsWith('positions#'));
  const rows = others.filter((each) => !each.inTransaction && !positions.includes(each) && !isMessage(each));
  const commits = sum([...heads, ...records].map(({ units }) => units));
  const rest = sum(others.map(({ units }) => units));
  const around = idempotency * (heads.length + rows.length) - sum(positions.map(({ units }) => units));
  const readUnits = (of: Read['of']): readonly number[] =>
    reads.filter((read) => read.of === of).map(({ units }) => units);
  const needed = heads.filter(({ head }) => head === 'changed').length;
  const headReads = readUnits('head')
    .toSorted((a, b) => a - b)
    .slice(0, needed);
  const least = { writes: commits + rest, reads: sum(headReads) + sum(readUnits('other')) };
  return {
    ours: { writes: sum(writes.map(({ units }) => units)), reads: sum(reads.map(({ units }) => units)) },
    least,
    guarded: { writes: commits + rest + around, reads: least.reads },
    lean: { writes: sum(heads.map(({ units }) => units / 2)) + rest + around, reads: least.reads },
  };
};

/** Dollars for a million times as much. */
export const dollarsFor = ({ writes, reads }: Units): number =>
  writes * prices.writes.dollars + reads * prices.reads.dollars;
