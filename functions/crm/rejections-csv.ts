/** Rejected rows as a file that people open in a spreadsheet. */
import type { Rejection } from './row.ts';

const header = 'line;cpty_no;reason;detail';

/** @param withHeader for the first page */
export const rejectionsCsv = (rejections: readonly Rejection[], withHeader: boolean): string =>
  [
    ...(withHeader ? [header] : []),
    ...rejections.map(({ line, cptyNo = '', reason, detail }) =>
      [line, cptyNo, reason, `"${detail.replaceAll('"', '""')}"`].join(';'),
    ),
  ]
    .map((line) => `${line}\r\n`)
    .join('');
