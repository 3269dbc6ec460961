/** A waterfall for a terminal: when, how long, a bar on the common axis, and what it was. */
import { styleText } from 'node:util';
import { printable } from '../../table.ts';
import type { Axis } from './axis.ts';
import type { LoggedSpan } from './logged-span.ts';
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

const lineOf = ({ span, path, waited, together }: Row, axis: Axis): string => {
  const { startedAt, endedAt, name, service, error } = span;
  const columns = [
    `+${time(startedAt - axis.startedAt)}`.padStart(10),
    time(endedAt - startedAt).padStart(9),
    barOf(span, waited, axis),
    `${branch(path)}${styleText('bold', printable(name, 80))}`,
    styleText('dim', printable(service, 60)),
    ...notesOf(span, waited, together).map((note) => printable(note, 120)),
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

/** Where messages wait, by what takes them from there. */
const places = { producer: 'in the stream', consumer: 'in Kafka', internal: '', server: '', client: '' };

const notesOf = (
  { kind, name, attributes }: LoggedSpan,
  waited: number,
  together: number,
): readonly string[] => {
  const said = (attribute: string): string => String(attributes[`tributary.${attribute}`] ?? '');
  const where = name.startsWith('deadline ') ? 'late' : places[kind];
  const status = attributes['http.response.status_code'];
  return [
    said('message.type').split('.').at(-1) ?? '',
    status === undefined ? '' : `${status}`,
    said('events').replaceAll(',', ', '),
    waited > 0 ? `${time(waited)} ${where}` : '',
    together > 1 ? `with ${together - 1} others` : '',
    said('refused') && `refused: ${said('refused')}`,
    said('repeated') && 'a repeat: nothing was changed',
    said('parked') && 'parked',
    said('redriven') && 'redriven by an operator',
    said('replay') && 'in a replay',
  ].filter((note) => note !== '');
};

const time = (milliseconds: number): string => {
  if (milliseconds >= 60_000) return `${Math.round(milliseconds / 1_000)} s`;
  return milliseconds >= 10_000 ? `${(milliseconds / 1_000).toFixed(1)} s` : `${Math.round(milliseconds)} ms`;
};
