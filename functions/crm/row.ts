/** A line as a row of the old system, or why it is none. */
import { type Line, longestLine } from './blocks.ts';
import type { Columns } from './columns.ts';
import type { CounterpartyRow } from './decider.ts';
import { fieldsOf } from './fields.ts';
import { lstUpdIn } from './lst-upd.ts';

export interface Rejection {
  readonly line: number;
  /** When it could be told. */
  readonly cptyNo?: string;
  /** A word in kebab case, for programs. */
  readonly reason: string;
  /** A sentence, for people. */
  readonly detail: string;
}

export type ReadLine =
  | { readonly line: number; readonly row: CounterpartyRow }
  | { readonly line: number; readonly rejection: Rejection };

/** A character that nobody typed: what a wrong byte was decoded to, or one that steers a terminal. */
const unreadable = /[\p{Cc}\uFFFD]/u;

/** @param now milliseconds since 1970; the same for all lines of a file, however often it is resumed */
export const readLine = ({ line, text }: Line, columns: Columns, now: number): ReadLine => {
  const reject = (reason: string, detail: string, cptyNo?: string): ReadLine => ({
    line,
    rejection: { line, ...(cptyNo !== undefined && { cptyNo }), reason, detail },
  });
  if (text === undefined) return reject('too-long', `the line has more than ${longestLine} bytes`);
  if (unreadable.test(text)) {
    return reject(
      'unreadable',
      'the line has characters that cannot be read; expected UTF-8 or Latin-1 text',
    );
  }
  const fields = fieldsOf(text);
  if (fields === undefined) {
    return reject('broken-line', 'its quotes are broken; expected "…" around a whole field, "" for a quote');
  }
  if (fields.length !== columns.count) {
    const detail = `it has ${fields.length} fields; expected ${columns.count}, as the header line has`;
    return reject('broken-line', detail);
  }
  const values = valuesIn(fields, columns);
  const lstUpd = lstUpdIn(values.lstUpd);
  const [reason, detail] = faultOf(values, lstUpd, now) ?? [];
  if (reason !== undefined && detail !== undefined) {
    return reject(reason, detail, cptyNo.test(values.cptyNo) ? values.cptyNo : undefined);
  }
  return {
    line,
    row: { ...values, statCd: values.statCd as CounterpartyRow['statCd'], lstUpd: lstUpd ?? 0 },
  };
};

const valuesIn = (fields: readonly string[], { places }: Columns) => ({
  cptyNo: fields[places.cptyNo] ?? '',
  nm1: fields[places.nm1] ?? '',
  nm2: fields[places.nm2] ?? '',
  emailAdr: fields[places.emailAdr] ?? '',
  langCd: fields[places.langCd] ?? '',
  statCd: fields[places.statCd] ?? '',
  lstUpd: fields[places.lstUpd] ?? '',
});

/** In capitals only: elsewhere a customer has the number in small letters, and two must not become one. */
const cptyNo = /^[A-Z0-9][A-Z0-9._-]{0,31}$/;
const email = /^[^\s@]+@[^\s@]+$/;
const longestName = 200;
/** Clocks differ, and time zones are mistaken; more than that would make every true row stale until then. */
const aheadAtMost = 24 * 3_600_000;

type Values = ReturnType<typeof valuesIn>;

const faultOf = (
  values: Values,
  lstUpd: number | undefined,
  now: number,
): readonly [reason: string, detail: string] | undefined => {
  const { cptyNo: number, nm1, nm2, emailAdr, langCd, statCd } = values;
  if (!cptyNo.test(number)) {
    return ['bad-number', `CPTY_NO is ${shown(number)}; expected 1 to 32 of A-Z, 0-9, dot, dash, underscore`];
  }
  if (nm1 === '') return ['no-name', 'NM1 is empty; expected a family name or a company’s name'];
  if (nm1.length > longestName || nm2.length > longestName) {
    return ['name-too-long', `NM1 or NM2 has more than ${longestName} characters`];
  }
  if (emailAdr !== '' && !(email.test(emailAdr) && emailAdr.length <= 254)) {
    return ['bad-email', `EMAIL_ADR is ${shown(emailAdr)}; expected an address, or nothing`];
  }
  if (!['D', 'E', 'F'].includes(langCd)) {
    return ['bad-language', `LANG_CD is ${shown(langCd)}; expected D, E or F`];
  }
  if (!['A', 'S', 'X'].includes(statCd)) {
    return ['bad-status', `STAT_CD is ${shown(statCd)}; expected A, S or X`];
  }
  if (lstUpd === undefined) {
    return ['bad-time', `LST_UPD is ${shown(values.lstUpd)}; expected YYYY-MM-DD HH:MM:SS, UTC`];
  }
  if (lstUpd > now + aheadAtMost) {
    return ['in-the-future', `LST_UPD is ${shown(values.lstUpd)}, which is more than a day ahead`];
  }
  return undefined;
};

const shown = (value: string): string => JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
