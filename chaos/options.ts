/** What `npm run chaos` is asked for on its command line. */
import { parseArgs } from 'node:util';

export interface Options {
  /** How long at least. */
  readonly seconds: number;
  /** How long at most, whatever is missing. */
  readonly mostSeconds: number;
  readonly seed: number;
  /** Orders per second. */
  readonly rate: number;
  /** How many orders at least. */
  readonly orders: number;
  /** How many faults at least. */
  readonly enoughFaults: number;
  /** Empty shelves counted per second, beside the reservations. */
  readonly counts: number;
  /** Seconds without a word on any topic before a run that does not add up is judged. */
  readonly quiet: number;
  /** Only faults whose names contain one of these. @default all */
  readonly faults: readonly string[];
  /** Planted bugs instead: these, or every one when there is none named. @default none */
  readonly bugs: readonly string[] | undefined;
  /** Where the page with the figures is written. @default nowhere */
  readonly page: string | undefined;
  /** Where the outcome is written as JSON. @default nowhere */
  readonly json: string | undefined;
}

export const usage = `usage: npm run chaos -- [--minutes 30] [--orders N] [--enough-faults N] [--most-minutes 90]
                     [--seed N] [--rate 12] [--counts 1] [--quiet 25]
                     [--faults "kill,poison"] [--page docs/chaos.md] [--json file]
       npm run chaos -- --bugs [--only relay-swallows,...] [--page docs/chaos-bugs.md] [--json file]
A run ends when its minutes are over and it has at least so many orders and faults, and after --most-minutes in any
case: by default three times --minutes.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

type Numeric = 'minutes' | 'most-minutes' | 'seed' | 'rate' | 'orders' | 'enough-faults' | 'counts' | 'quiet';

/** @throws Error saying which option was wrong, and what was expected */
export const optionsIn = (words: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...words],
    strict: true,
    options: {
      minutes: text,
      seed: text,
      rate: text,
      orders: text,
      'enough-faults': text,
      'most-minutes': text,
      counts: text,
      quiet: text,
      faults: text,
      bugs: flag,
      only: text,
      page: text,
      json: text,
    },
  });
  const number = (name: Numeric, otherwise: number): number => {
    const given = values[name];
    const read = given === undefined ? otherwise : Number(given);
    if (Number.isFinite(read) && read > 0) return read;
    throw new Error(`--${name} must be a number above 0, and is ${given}`);
  };
  const minutes = number('minutes', 30);
  return {
    seconds: minutes * 60,
    mostSeconds: Math.max(minutes, number('most-minutes', 3 * minutes)) * 60,
    seed: number('seed', 1 + Math.floor(Math.random() * 1_000_000)),
    rate: number('rate', 12),
    orders: number('orders', 1),
    enoughFaults: number('enough-faults', 1),
    counts: number('counts', 1),
    quiet: number('quiet', 25),
    faults: listed(values.faults),
    bugs: values.bugs === true ? listed(values.only) : undefined,
    page: values.page,
    json: values.json,
  };
};

/** As somebody else would type it: where the outcome went is their own affair. */
export const commandOf = (words: readonly string[]): string => {
  const files = new Set(['--page', '--json']);
  const kept = words.filter((word, index) => !files.has(word) && !files.has(words[index - 1] ?? ''));
  return ['npm run chaos --', ...kept].join(' ');
};

const listed = (text: string | undefined): readonly string[] =>
  text?.split(',').map((name) => name.trim()) ?? [];
