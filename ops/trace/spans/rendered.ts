/** A waterfall for a terminal: when, how long, a bar on the common axis, and what it was. */
import { styleText } from 'node:util';
import { printable } from '../../table.ts';
import type { Axis } from './axis.ts';
import type { LoggedSpan } from './logged-span.ts';
import { notesOf, time } from './notes.ts';
import type { Row, Waterfall } from './waterfall.ts';

/** Columns of the bars. */
const width = 40;

export const renderedWaterfall = ({ axis, rows, orphans }: Waterfall): readonly string[] => {
  if (rows.length === 0) return [];
  const { startedAt, endedAt, cuts } = axis;
  const traces = [...new Set(rows.map(({ span }) => span.traceId))];
  return [
    [
      new Date(startedAt).toISOString(),
      counted(rows.length, 'span'),
      `in ${time(endedAt - startedAt)}`,
      `${counted(traces.length, 'trace')}: ${traces.join(', ')}`,
      ...(cuts === 0 ? [] : [`${counted(cuts, 'long gap')} cut short`]),
    ].join('  '),
    ...rows.map((row) => lineOf(row, axis)),
    ...(orphans.length === 0 ? [] : [styleText('yellow', `of ${orphans.length} the parent was not found`)]),
  ];
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const lineOf = (row: Row, axis: Axis): string => {
  const { span, path, waited } = row;
  const { startedAt, endedAt, name, service, error } = span;
  const columns = [
    `+${time(startedAt - axis.startedAt)}`.padStart(10),
    time(endedAt - startedAt).padStart(9),
    barOf(span, waited, axis),
    `${branch(path)}${styleText('bold', printable(name, 80))}`,
    styleText('dim', printable(service, 60)),
    ...notesOf(row).map((note) => printable(note, 120)),
    ...(error === undefined ? [] : [styleText('red', printable(error, 120))]),
  ];
  return columns.join('  ');
};

/** Dots where it waited. */
const barOf = ({ startedAt, endedAt, error }: LoggedSpan, waited: number, { place }: Axis): string => {
  const column = (at: number): number => Math.min(width - 1, Math.floor(place(at) * width));
  const [from, begun, ended] = [column(startedAt - waited), column(startedAt), column(endedAt)];
  const bar = '█'.repeat(ended - begun + 1);
  return [
    ' '.repeat(from),
    styleText('dim', '·'.repeat(begun - from)),
    error === undefined ? bar : styleText('red', bar),
    ' '.repeat(width - 1 - ended),
  ].join('');
};

const branch = (path: readonly boolean[]): string =>
  path
    .map((isLast, index) => {
      if (index < path.length - 1) return isLast ? '   ' : '│  ';
      return isLast ? '└─ ' : '├─ ';
    })
    .join('');
