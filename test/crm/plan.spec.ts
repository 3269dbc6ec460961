/** What a block does, and how the rejected rows are handed out. */
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../functions/crm/columns.ts';
import type { CounterpartyState } from '../../functions/crm/decider.ts';
import { planOf } from '../../functions/crm/plan.ts';
import { rejectionsCsv } from '../../functions/crm/rejections-csv.ts';
import { readLine } from '../../functions/crm/row.ts';
import { type CsvRow, header, lineOf } from './export.ts';

const columns = columnsOf(header);
const read = (...rows: readonly CsvRow[]) =>
  rows.map((row, n) => {
    if (typeof columns === 'string') throw new Error(columns);
    return readLine({ line: n + 2, text: lineOf(row) }, columns, Date.UTC(2027, 0, 1));
  });
const nobody = new Map<string, CounterpartyState>();

describe('a plan', () => {
  it('decides each row on what the rows before it leave', () => {
    const plan = planOf(
      read(
        { number: 'A' },
        { number: 'A' },
        { number: 'B' },
        { number: 'A', name: 'Later', updated: '2026-01-03 00:00:00' },
        { number: 'A', name: 'Between', updated: '2026-01-02 00:00:00' },
        { number: 'A', name: 'Other', updated: '2026-01-03 00:00:00' },
        { number: 'B', language: '?' },
      ),
      nobody,
    );
    expect(plan.changing).toEqual([2, 4, 5]);
    expect(plan.unchanged).toBe(1);
    expect(plan.rejected.map(({ line, cptyNo, reason }) => [line, cptyNo, reason])).toEqual([
      [6, 'A', 'stale'],
      [7, 'A', 'contradicting'],
      [8, 'B', 'bad-language'],
    ]);
  });

  it('begins with what is known', () => {
    const lstUpd = Date.UTC(2026, 0, 2);
    const known = new Map<string, CounterpartyState>([['A', { status: 'closed', lstUpd }]]);
    expect(planOf(read({ number: 'A' }), known).rejected).toMatchObject([{ reason: 'stale' }]);
    expect(planOf(read({ number: 'A', status: 'X', updated: '2026-01-02 00:00:00' }), known)).toEqual({
      changing: [],
      unchanged: 1,
      rejected: [],
    });
    expect(known.get('A')).toEqual({ status: 'closed', lstUpd });
  });
});

it('rejected rows are CSV, with what was wrong in quotes', () => {
  const rejections = [
    { line: 2, cptyNo: 'A', reason: 'bad-status', detail: 'STAT_CD is "Q;"; expected A' },
    { line: 3, reason: 'broken-line', detail: 'it has 2 fields' },
  ];
  const lines = ['2;A;bad-status;"STAT_CD is ""Q;""; expected A"', '3;;broken-line;"it has 2 fields"'];
  const csv = lines.map((line) => `${line}\r\n`).join('');
  expect(rejectionsCsv(rejections, true)).toBe(`line;cpty_no;reason;detail\r\n${csv}`);
  expect(rejectionsCsv(rejections, false)).toBe(csv);
});
