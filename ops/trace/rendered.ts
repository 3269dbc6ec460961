/** A trace for people: a line for each message, under the one that caused it. */
import { styleText } from 'node:util';
import { printable } from '../table.ts';
import type { Step } from './step.ts';
import type { Branch } from './tree.ts';

export const rendered = (branches: readonly Branch[]): readonly string[] => {
  const [first] = branches;
  return first === undefined ? [] : branches.flatMap((branch) => linesOf(branch, first.step.at, '', ''));
};

const linesOf = ({ step, via, children }: Branch, start: number, own: string, below: string): string[] => [
  lineOf(step, via, start, own),
  ...children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    return linesOf(child, start, `${below}${isLast ? '└─ ' : '├─ '}`, `${below}${isLast ? '   ' : '│  '}`);
  }),
];

const lineOf = (step: Step, via: string | undefined, start: number, indent: string): string => {
  const { at, source, subject, sequence, type, by, places } = step;
  const since = at === start ? new Date(at).toISOString() : `+${at - start} ms`;
  const who = via === undefined ? `by ${printable(by ?? 'unknown', 40)}` : `via ${printable(via, 40)}`;
  return [
    since.padEnd(24),
    `${indent}${styleText('bold', printable(type))} ${printable(source)} ${printable(subject)}#${sequence}`,
    styleText('dim', who),
    fieldsOf(step),
    ...placeNote(places),
  ]
    .filter((part) => part !== '')
    .join('  ');
};

const placeNote = (places: readonly string[]): readonly string[] => {
  if (places.length === 0) return [styleText('yellow', 'only in the journal')];
  return places.length === 1 ? [] : [styleText('yellow', `sent ${places.length} times`)];
};

/** What can be said in a word; the aggregate's own id stands there already. */
const fieldsOf = ({ data, subject }: Step): string => {
  if (typeof data !== 'object' || data === null) return printable(String(data));
  const fields = Object.entries(data).filter(
    ([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== subject,
  );
  return printable(fields.map(([name, value]) => `${name}=${value}`).join(' '), 100);
};
