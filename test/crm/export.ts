/** Exports as the old system writes them. */

export interface CsvRow {
  readonly number: string;
  readonly name?: string;
  readonly firstName?: string;
  readonly email?: string;
  readonly language?: string;
  readonly status?: string;
  readonly updated?: string;
}

export const header = 'CPTY_NO;NM1;NM2;EMAIL_ADR;LANG_CD;STAT_CD;LST_UPD';

export const lineOf = ({
  number,
  name = 'Curie',
  firstName = 'Marie',
  email = 'marie@example.com',
  language = 'F',
  status = 'A',
  updated = '2026-01-01 00:00:00',
}: CsvRow): string => [number, name, firstName, email, language, status, updated].join(';');

export const csvOf = (rows: readonly CsvRow[]): string =>
  [header, ...rows.map(lineOf)].map((line) => `${line}\r\n`).join('');

/** The bytes, a few at a time. */
export async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
