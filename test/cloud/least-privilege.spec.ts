/** What every function may do in the cloud is computed from its policies, and compared with what is declared. */
import { describe, expect, inject, it } from 'vitest';
import { readConsumers } from '../../docs/build/consumers.ts';
import { readAssembly } from './assembly/stacks.ts';
import { attempts } from './grants/attempts.ts';
import { undeclared } from './grants/compared.ts';
import { declaredFor, declaredThere } from './grants/declared.ts';
import { principalsOf } from './grants/principals.ts';
import { simulated } from './grants/simulation.ts';
import { needlessReasons, unreasonedWildcards } from './grants/wildcards.ts';

const consumers = await readConsumers();
const declared = declaredFor(consumers);
const there = readAssembly('prod', inject('takenOver'));
const assemblies = Object.entries(inject('assemblies')).map(([environment, folder]) =>
  readAssembly(environment, folder),
);

describe.each(assemblies)('in $environment', (assembly) => {
  it('every policy of every stack grants the declared pairs of action and resource, and no others', () => {
    expect(principalsOf(assembly).length).toBeGreaterThan(40);
    expect(undeclared(assembly, declared)).toEqual([]);
  });

  it('every star has its reason', () => {
    expect(unreasonedWildcards(assembly)).toEqual([]);
  });

  it('no action has a star', () => {
    const statements = principalsOf(assembly).flatMap((principal) => principal.statements);
    expect(statements.filter(({ Action }) => Action.some((action) => action.includes('*')))).toEqual([]);
  });

  it.each(
    Object.entries(attempts).flatMap(([about, list]) => list.map((attempt) => [about, ...attempt] as const)),
  )('%s: %s, %s on %s: %s', async (_, who, action, what, answer) => {
    expect(await simulated(assembly, { who, action, what })).toBe(answer);
  });

  it('no function of a context gets an item of another context’s table', async () => {
    const tables = assembly.stacks.map(({ id }) => id).filter((id) => declared[id]?.ApiHandler !== undefined);
    const questions = principalsOf(assembly).flatMap(({ name: who }) =>
      tables
        .filter((table) => !who.startsWith(`${table}/`))
        .map((table) => ({ who, action: 'dynamodb:GetItem', what: `table ${table}/Table` })),
    );
    const answers = await Promise.all(questions.map((question) => simulated(assembly, question)));
    expect(questions.length).toBeGreaterThan(300);
    expect(questions.filter((_, index) => answers[index] !== 'deny')).toEqual([]);
  });
});

describe('in a second region that takes over', () => {
  it('every policy grants the declared pairs too, on copies instead of tables', () => {
    expect(undeclared(there, declaredThere(consumers))).toEqual([]);
    expect(unreasonedWildcards(there)).toEqual([]);
  });
});

it('every reason has its star', () => {
  expect(needlessReasons([...assemblies, there])).toEqual([]);
});
