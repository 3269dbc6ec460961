/** Figures and tables as Markdown. */
import { type Comparison, type Goal, isMet } from './contest.ts';
import type { Spread } from './statistics.ts';

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Three digits that count, with commas; never a power of ten. */
export const figure = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 });

export const ratioText = (ratio: Spread): string =>
  `${places(ratio.median)} (${places(ratio.min)} to ${places(ratio.max)})`;

/** A ratio's. */
export const places = (value: number): string => (value >= 100 ? figure(value) : value.toFixed(2));

const goalText = (goal: Goal | undefined): string => {
  if (goal === undefined) return '';
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
};

const metText = (comparison: Comparison): string => {
  const met = isMet(comparison);
  if (met === undefined) return '';
  return met ? 'met' : '**missed**';
};

export const markdown = ({ title, head, rows }: Table): string => {
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const lines = [row(head), row(head.map(() => '---')), ...rows.map(row)];
  return [...(title === '' ? [] : [title, '']), ...lines].join('\n');
};

const escaped = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const comparisonTable = (comparisons: readonly Comparison[]): Table => ({
  title: '',
  head: ['what', 'against', 'ours', 'theirs', 'ours / theirs: median (min to max)', 'goal', ''],
  rows: comparisons.map((each) => [
    each.what,
    each.peer,
    withUnit(each.ours.median, each.unit),
    withUnit(each.theirs.median, each.unit),
    ratioText(each.ratio),
    goalText(each.goal),
    metText(each),
  ]),
});

const withUnit = (value: number, unit: string): string =>
  unit.startsWith('/') ? `${figure(value)}${unit}` : `${figure(value)} ${unit}`;
