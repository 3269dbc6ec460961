/** Where a file has its columns, by its header line: in any order, among others. */
import { fieldsOf } from './fields.ts';

const names = {
  cptyNo: 'CPTY_NO',
  nm1: 'NM1',
  nm2: 'NM2',
  emailAdr: 'EMAIL_ADR',
  langCd: 'LANG_CD',
  statCd: 'STAT_CD',
  lstUpd: 'LST_UPD',
} as const;

type Name = keyof typeof names;

export interface Columns {
  /** By name, its place in a line, from 0. */
  readonly places: { readonly [name in Name]: number };
  /** How many fields every line has. */
  readonly count: number;
}

/** @returns a sentence when the header lacks a column, or has one twice */
export const columnsOf = (header: string): Columns | string => {
  const found = fieldsOf(header);
  if (found === undefined) return `the quotes of the header line are broken; expected ${all}`;
  const wanted = Object.entries(names) as readonly (readonly [Name, string])[];
  const absent = wanted.map(([, column]) => column).filter((column) => !found.includes(column));
  if (absent.length > 0) return `the header line lacks ${absent.join(', ')}; expected ${all} in any order`;
  const twice = wanted.map(([, column]) => column).filter((column) => appearsTwice(column, found));
  if (twice.length > 0) return `the header line has ${twice.join(', ')} more than once; expected it once`;
  const places = Object.fromEntries(wanted.map(([name, column]) => [name, found.indexOf(column)]));
  return { places: places as Columns['places'], count: found.length };
};

const all = Object.values(names).join(';');

const appearsTwice = (column: string, found: readonly string[]): boolean =>
  found.indexOf(column) !== found.lastIndexOf(column);
