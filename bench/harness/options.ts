/** What is asked of a run. */
import { parseArgs } from 'node:util';

export interface Options {
  /** Names of paths. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** Of the usual amounts: less than 1 tries out, and writes nothing. */
  readonly scale: number;
  /** Record flame graphs: figures are those of a process that is watched, and are not kept. */
  readonly profile: boolean;
}

const usage = (names: readonly string[]): string =>
  `usage: npm run bench [-- --only <path>[,<path>] --rounds <n> --scale <0 to 1> --profile]; paths: ${names.join(', ')}`;

/** @throws Error that says how it is used */
export const optionsFrom = (words: readonly string[], names: readonly string[]): Options => {
  const { values } = parsed(words, names);
  const only = values.only?.split(',') ?? names;
  const [rounds, scale] = [Number(values.rounds), Number(values.scale)];
  const isKnown = only.every((name) => names.includes(name));
  if (!isKnown || !Number.isInteger(rounds) || rounds < 1 || !(scale > 0 && scale <= 1)) {
    throw new Error(usage(names));
  }
  return { only, rounds, scale, profile: values.profile };
};

const parsed = (words: readonly string[], names: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      options: {
        only: { type: 'string' },
        rounds: { type: 'string', default: '5' },
        scale: { type: 'string', default: '1' },
        profile: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new Error(usage(names), { cause });
  }
};
