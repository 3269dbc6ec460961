/** Imports that are repeated, interrupted and resumed: each row has its effect once, and is counted once. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import type { Import } from '../../functions/crm/import.ts';
import { type RunImportProps, runImport } from '../../functions/crm/run-import.ts';
import { TransientFailure } from '../../functions/platform/failure.ts';
import { type CsvRow, csvOf } from './export.ts';
import { newImporting } from './importing.ts';

const importing = await newImporting(inject('awsEndpoint'), inject('schemaRegistryUrl'));
const { props, put, ask, journalOf } = importing;

const day = (n: number) => `2026-01-${String(n).padStart(2, '0')} 00:00:00`;
const newPrefix = () => randomUUID().slice(0, 8).toUpperCase();

/** Of every kind, more than one block of them; each counterparty comes back in later blocks. */
const rowsOf = (prefix: string, count: number): readonly CsvRow[] =>
  Array.from({ length: count }, (_, n) => {
    const number = `${prefix}-${n % 40}`;
    const round = Math.floor(n / 40);
    switch (n % 4) {
      case 0:
        return { number, name: `Name ${Math.floor(round / 2)}`, updated: day(1 + Math.floor(round / 2)) };
      case 1:
        return { number, updated: day(28 - (round % 20)) };
      case 2:
        return { number, status: round % 3 === 2 ? 'X' : 'A', updated: day(1 + (round % 28)) };
    }
    return { number, email: round % 2 === 0 ? 'a@example.com' : 'none', updated: day(1 + (round % 28)) };
  });

const toTheEnd = async (given: Import, more: () => Partial<RunImportProps> = () => ({})): Promise<Import> => {
  let current = given;
  for (let runs = 1; current.status === 'waiting' || current.status === 'running'; runs += 1) {
    if (runs > 500) throw new Error('the import does not end');
    current = await runImport(current, { ...props, ...more() }).catch(async (error: unknown) => {
      if (!(error instanceof TransientFailure)) throw error;
      return (await props.imports.read(given.importId)) ?? given;
    });
  }
  return current;
};

const summaryOf = async ({ importId, status, accepted, unchanged, rejected }: Import, prefix: string) => {
  const { rejections } = await props.imports.rejections(importId, undefined);
  const listed = rejections.map(({ line, reason, cptyNo = '' }) => [
    line,
    reason,
    cptyNo.replace(prefix, ''),
  ]);
  return { status, accepted, unchanged, rejected, listed };
};
const journalsOf = async (prefix: string) => {
  const all = await Promise.all(Array.from({ length: 40 }, (_, n) => journalOf(`${prefix}-${n}`)));
  return all.map((events) => events.map(({ type, data: { lstUpd } }) => [type, lstUpd]));
};

const count = 2_600;
const undisturbed = newPrefix();
await put('undisturbed.csv', csvOf(rowsOf(undisturbed, count)));
const once = await toTheEnd(await ask('undisturbed.csv'));
const [expectedSummary, expectedJournals] = [
  await summaryOf(once, undisturbed),
  await journalsOf(undisturbed),
];

it('takes over every row, or says why not', () => {
  const { accepted, unchanged, rejected, status } = expectedSummary;
  expect(status).toBe('done');
  expect(accepted + unchanged + rejected).toBe(count);
  for (const each of [accepted, unchanged, rejected]) expect(each).toBeGreaterThan(100);
  expect(expectedSummary.listed).toHaveLength(rejected);
  expect(new Set(expectedSummary.listed.map(([, reason]) => reason))).toEqual(
    new Set(['stale', 'bad-email', 'contradicting']),
  );
  expect(expectedJournals.flat()).toHaveLength(accepted);
});

describe('an import', () => {
  it('that is repeated has no effect', async () => {
    const again = await toTheEnd(await ask('undisturbed.csv'));
    expect(again.accepted).toBe(0);
    expect(await journalsOf(undisturbed)).toEqual(expectedJournals);
  });

  it('goes on where its time was up', async () => {
    const prefix = newPrefix();
    await put('paused.csv', csvOf(rowsOf(prefix, count)));
    const asked = await ask('paused.csv');
    const paused = await runImport(asked, { ...props, hasTime: () => false });
    expect(paused).toMatchObject({ status: 'running', reached: { line: 1_001 } });
    const ended = await toTheEnd(paused, () => ({ hasTime: () => false }));
    expect(await summaryOf(ended, prefix)).toEqual(expectedSummary);
    expect(await journalsOf(prefix)).toEqual(expectedJournals);
  });

  it('that crashes again and again, before and after any row, ends as an undisturbed one', async () => {
    const prefix = newPrefix();
    await put('crashed.csv', csvOf(rowsOf(prefix, count)));
    let crashes = 0;
    const crash = () => {
      crashes += 1;
      throw new TransientFailure('a planted crash');
    };
    let handled = 0;
    const crashing = () => {
      // Later each time, or it would never come to an end.
      const lasts = 7 * (crashes + 1);
      handled = 0;
      return {
        counterparties: {
          ...props.counterparties,
          handle: async (...[command, cause]: Parameters<typeof props.counterparties.handle>) => {
            handled += 1;
            if (handled === lasts && crashes % 2 === 0) crash();
            const outcome = await props.counterparties.handle(command, cause);
            if (handled >= lasts && crashes % 2 === 1) crash();
            return outcome;
          },
        },
      };
    };
    const ended = await toTheEnd(await ask('crashed.csv'), crashing);
    expect(crashes).toBeGreaterThan(20);
    expect(await summaryOf(ended, prefix)).toEqual(expectedSummary);
    expect(await journalsOf(prefix)).toEqual(expectedJournals);
  });

  it('that two run at the same time ends as if one had', async () => {
    const prefix = newPrefix();
    await put('twice.csv', csvOf(rowsOf(prefix, count)));
    const asked = await ask('twice.csv');
    const [ended] = await Promise.all([toTheEnd(asked), toTheEnd(asked)]);
    expect(await summaryOf(ended, prefix)).toEqual(expectedSummary);
    expect(await journalsOf(prefix)).toEqual(expectedJournals);
  });

  it('that has ended is not run again', async () => {
    expect(await runImport(once, props)).toBe(once);
  });
});

describe('a file', () => {
  it('fails that is not there, or is empty', async () => {
    await put('empty.csv', '');
    expect(await toTheEnd(await ask('empty.csv'))).toMatchObject({ status: 'failed', problem: /empty/ });
    expect(await toTheEnd(await ask('nowhere.csv'))).toMatchObject({
      status: 'failed',
      problem: /no nowhere/,
    });
  });

  it('fails when it is replaced in the middle', async () => {
    const prefix = newPrefix();
    await put('replaced.csv', csvOf(rowsOf(prefix, 1_500)));
    const paused = await runImport(await ask('replaced.csv'), { ...props, hasTime: () => false });
    await put('replaced.csv', csvOf(rowsOf(prefix, 1_400)));
    const ended = await toTheEnd(paused);
    expect(ended).toMatchObject({ status: 'failed', problem: /replaced/ });
    expect(ended.accepted).toBe(paused.accepted);
  });

  it('may hold its header only, with no line end', async () => {
    await put('header.csv', csvOf([]).trimEnd());
    expect(await toTheEnd(await ask('header.csv'))).toMatchObject({
      status: 'done',
      accepted: 0,
      rejected: 0,
    });
  });
});

it('rejected rows come in pages', async () => {
  const rows = Array.from({ length: 9_000 }, () => ({ number: 'x'.repeat(99) }));
  await put('rejected.csv', csvOf(rows));
  const { importId, rejected } = await toTheEnd(await ask('rejected.csv'));
  const lines: number[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const { rejections, next } = await props.imports.rejections(importId, after);
    lines.push(...rejections.map(({ line }) => line));
    after = next;
    pages += 1;
  } while (after !== undefined);
  expect(pages).toBeGreaterThan(1);
  expect(rejected).toBe(9_000);
  expect(lines).toEqual(rows.map((_, n) => n + 2));
});
