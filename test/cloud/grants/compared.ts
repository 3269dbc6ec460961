/** What policies say against what is declared: nothing more, nothing less, nobody else. */
import type { Assembly } from '../assembly/stacks.ts';
import type { Declared } from './declared.ts';
import { pairsOf, principalsOf } from './principals.ts';

/** @returns a sentence for each pair and each principal that only one side knows */
export const undeclared = (assembly: Assembly, declared: Declared): readonly string[] => {
  const principals = principalsOf(assembly);
  const found = principals.flatMap((principal) => {
    const [stackId = '', name = ''] = principal.name.split('/');
    const stack = assembly.stacks.find(({ id }) => id === stackId);
    const terms = declared[stackId]?.[name];
    const actual = pairsOf(principal);
    if (stack === undefined || terms === undefined) {
      return [`${principal.name} is not declared, and may: ${actual.join('; ')}`];
    }
    const expected = new Set(terms.flatMap((term) => term({ assembly, stack })));
    return [
      ...actual.filter((pair) => !expected.has(pair)).map((pair) => `${principal.name} may also ${pair}`),
      ...[...expected]
        .filter((pair) => !actual.includes(pair))
        .map((pair) => `${principal.name} may not ${pair}`),
    ];
  });
  const names = new Set(principals.map(({ name }) => name));
  // Which stacks there are is said elsewhere: not every environment has all.
  const missing = Object.entries(declared)
    .filter(([stack]) => assembly.stacks.some(({ id }) => id === stack))
    .flatMap(([stack, functions]) => Object.keys(functions).map((name) => `${stack}/${name}`))
    .filter((name) => !names.has(name))
    .map((name) => `${name} is declared, and is not there`);
  return [...found, ...missing];
};
