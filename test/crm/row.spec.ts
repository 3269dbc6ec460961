/** Lines as rows: what is taken, and every reason why one is not. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Columns, columnsOf } from '../../functions/crm/columns.ts';
import { fieldsOf } from '../../functions/crm/fields.ts';
import { readLine } from '../../functions/crm/row.ts';
import { header, lineOf } from './export.ts';

const now = Date.UTC(2026, 5, 1);
const columnsIn = (text: string): Columns => {
  const columns = columnsOf(text);
  if (typeof columns === 'string') throw new Error(columns);
  return columns;
};
const usual = columnsIn(header);
const read = (text: string | undefined, columns = usual) => readLine({ line: 7, text }, columns, now);

describe('a line', () => {
  it('is a row', () => {
    expect(read(lineOf({ number: 'ADA', updated: '2026-01-05 08:07:06' }))).toEqual({
      line: 7,
      row: {
        cptyNo: 'ADA',
        nm1: 'Curie',
        nm2: 'Marie',
        emailAdr: 'marie@example.com',
        langCd: 'F',
        statCd: 'A',
        lstUpd: Date.UTC(2026, 0, 5, 8, 7, 6),
      },
    });
  });

  it.each([
    ['"Smith; Sons"', 'Smith; Sons'],
    ['"Smith ""& Sons"""', 'Smith "& Sons"'],
    ['  Smith  ', 'Smith'],
    ['" Smith "', 'Smith'],
    ['"Smith"', 'Smith'],
    ['O’Neill', 'O’Neill'],
  ])('has the value %s as %s', (written, value) => {
    expect(read(lineOf({ number: 'ADA', name: written }))).toMatchObject({ row: { nm1: value } });
  });

  it.each([{ firstName: '' }, { email: '' }, { status: 'S' }, { status: 'X' }, { language: 'D' }])(
    'may be %o',
    (values) => {
      expect(read(lineOf({ number: 'ADA', ...values }))).toHaveProperty('row');
    },
  );

  it.each([
    ['too-long', undefined],
    ['unreadable', lineOf({ number: 'ADA', name: 'Cur\uFFFDie' })],
    ['unreadable', lineOf({ number: 'ADA', name: 'Cur\u0080ie' })],
    ['unreadable', lineOf({ number: 'ADA', name: 'Cur\tie' })],
    ['broken-line', lineOf({ number: 'ADA', name: '"Curie' })],
    ['broken-line', lineOf({ number: 'ADA', name: 'Cu"rie' })],
    ['broken-line', lineOf({ number: 'ADA', name: '"Cu"rie' })],
    ['broken-line', 'ADA;Curie'],
    ['broken-line', `${lineOf({ number: 'ADA' })};more`],
    ['broken-line', lineOf({ number: 'ADA', name: '"Cu;rie";x' })],
    ['bad-number', lineOf({ number: '' })],
    ['bad-number', lineOf({ number: 'ada' })],
    ['bad-number', lineOf({ number: 'A/B' })],
    ['bad-number', lineOf({ number: 'A'.repeat(33) })],
    ['no-name', lineOf({ number: 'ADA', name: '' })],
    ['no-name', lineOf({ number: 'ADA', name: '" "' })],
    ['name-too-long', lineOf({ number: 'ADA', name: 'x'.repeat(201) })],
    ['name-too-long', lineOf({ number: 'ADA', firstName: 'x'.repeat(201) })],
    ['bad-email', lineOf({ number: 'ADA', email: 'marie' })],
    ['bad-email', lineOf({ number: 'ADA', email: 'marie@' })],
    ['bad-email', lineOf({ number: 'ADA', email: 'm arie@example.com' })],
    ['bad-email', lineOf({ number: 'ADA', email: `${'m'.repeat(250)}@example.com` })],
    ['bad-language', lineOf({ number: 'ADA', language: 'I' })],
    ['bad-language', lineOf({ number: 'ADA', language: '' })],
    ['bad-status', lineOf({ number: 'ADA', status: 'a' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-01-05T08:00:00Z' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-02-30 00:00:00' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-13-01 00:00:00' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-00-10 00:00:00' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-01-00 00:00:00' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-01-01 24:00:00' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-01-01 00:60:00' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '2026-01-01 00:00:60' })],
    ['bad-time', lineOf({ number: 'ADA', updated: '0026-01-01 00:00:00' })],
    ['in-the-future', lineOf({ number: 'ADA', updated: '2026-06-02 00:00:01' })],
  ])('is rejected as %s: %s', (reason, text) => {
    expect(read(text)).toMatchObject({ line: 7, rejection: { line: 7, reason, detail: /\S/ } });
  });

  it('may be a day ahead, for clocks differ', () => {
    expect(read(lineOf({ number: 'ADA', updated: '2026-06-02 00:00:00' }))).toHaveProperty('row');
  });

  it('is told by its number where that can be read', () => {
    expect(read(lineOf({ number: 'ADA', status: 'Q' }))).toMatchObject({ rejection: { cptyNo: 'ADA' } });
    expect(read(lineOf({ number: '=1+1', status: 'Q' }))).not.toHaveProperty('rejection.cptyNo');
  });

  it('repeats no more than the beginning of what was wrong', () => {
    const rejected = read(lineOf({ number: 'ADA', status: 'x'.repeat(9_000) }));
    expect(JSON.stringify(rejected).length).toBeLessThan(250);
  });

  it('is a row or a rejection, whatever it is', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.log(`  any line: seed ${seed}`);
    const pieces = fc.constantFrom(';', '"', '""', 'A', ' ', '\\', '2026-01-01 00:00:00', 'é', '=', ',');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
        const found = read(parts.join(''));
        expect('row' in found !== 'rejection' in found).toBe(true);
      }),
      { seed, numRuns: 5_000 },
    );
  });
});

describe('fields', () => {
  const judged = (text: string): readonly string[] | undefined => {
    try {
      const [fields] = parse(text, { delimiter: ';', relax_column_count: true });
      return fields?.map((field) => field.trim());
    } catch {
      return undefined;
    }
  };

  it('are those that csv-parse finds', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.log(`  fields: seed ${seed}`);
    const pieces = fc.constantFrom(';', '"', '"', 'a', 'b', '""', '";"', '";', ';"');
    let broken = 0;
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 14 }), (parts) => {
        const text = parts.join('');
        const expected = judged(text);
        if (expected === undefined) broken += 1;
        expect(fieldsOf(text)).toEqual(expected);
      }),
      { seed, numRuns: 20_000 },
    );
    expect(broken).toBeGreaterThan(1_000);
    expect(broken).toBeLessThan(19_000);
  });
});

describe('the header line', () => {
  it('may have its columns in any order, and others among them', () => {
    const columns = columnsIn('LST_UPD;PHONE_NO;STAT_CD;LANG_CD;EMAIL_ADR;"NM2";NM1;CPTY_NO');
    const text = '2026-01-01 00:00:00;0123;A;F;marie@example.com;Marie;Curie;ADA';
    expect(read(text, columns)).toMatchObject({ row: { cptyNo: 'ADA', nm1: 'Curie', nm2: 'Marie' } });
  });

  it.each([
    ['CPTY_NO;NM1;NM2;EMAIL_ADR;LANG_CD;LST_UPD', 'lacks STAT_CD'],
    ['', 'lacks CPTY_NO, NM1, NM2, EMAIL_ADR, LANG_CD, STAT_CD, LST_UPD'],
    [header.replaceAll(';', ','), 'lacks CPTY_NO, NM1'],
    [`${header};NM1`, 'has NM1 more than once'],
    [`"${header}`, 'quotes of the header line are broken'],
  ])('%s: %s', (text, sentence) => {
    expect(columnsOf(text)).toContain(sentence);
  });
});
