/** A named question to a synthesized environment. */
import type { Assembly } from '../assembly/stacks.ts';

export interface Check {
  /** What holds when it has nothing to say. */
  readonly says: string;
  /** @returns a sentence for each thing that is not so */
  readonly complaints: (assembly: Assembly) => readonly string[];
}

/** Whether a part of an object is as it should be, each property by its path, such as `Replicas.0.Region`. */
export const differences = (
  name: string,
  properties: object,
  expected: { readonly [path: string]: unknown },
): readonly string[] =>
  Object.entries(expected)
    .map(([path, wanted]) => ({ path, wanted, actual: partOf(properties, path) }))
    .filter(({ wanted, actual }) => JSON.stringify(actual) !== JSON.stringify(wanted))
    .map(
      ({ path, wanted, actual }) =>
        `${name} has ${path} ${JSON.stringify(actual)}, expected ${JSON.stringify(wanted)}`,
    );

export const partOf = (whole: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (part, name) => (part as { readonly [name: string]: unknown } | undefined)?.[name],
      whole,
    );

/** Complains of a number of things that is not the expected one: a check of nothing says nothing. */
export const counted = (what: string, found: number, expected: number): readonly string[] =>
  found === expected ? [] : [`there are ${found} ${what}, expected ${expected}`];
