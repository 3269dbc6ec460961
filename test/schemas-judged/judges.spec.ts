/** Our check is as strict as the registry and as another Avro, change by change. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { changes } from './changes.ts';
import { drawnChanges } from './drawn.ts';
import { byFastavro, byOurs, byRegistry } from './judges.ts';

const registryUrl = inject('schemaRegistryUrl');
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

/** By the name of a change, what fastavro says is wrong with it. */
let faults: ReadonlyMap<string, string | null>;

beforeAll(async () => {
  const said = await byFastavro(changes, seed);
  faults = new Map(changes.map(({ name }, index) => [name, said[index] ?? null]));
});

it('asks about at least forty changes, each by a name of its own', () => {
  expect(changes.length).toBeGreaterThanOrEqual(40);
  expect(new Set(changes.map(({ name }) => name)).size).toBe(changes.length);
  expect(faults.size).toBe(changes.length);
});

it.each(changes)('$name', async (change) => {
  const { name, isCompatible, registry = isCompatible, fastavro = isCompatible } = change;
  const said = {
    ours: byOurs(change),
    registry: await byRegistry(registryUrl, change),
    fastavro: faults.get(name) === null,
  };
  expect(said, `${faults.get(name)}; SEED=${seed}`).toEqual({ ours: isCompatible, registry, fastavro });
});

it('lets the strictest judge win, and says why where they differ', () => {
  for (const { isCompatible, registry = isCompatible, fastavro = isCompatible, why } of changes) {
    expect(isCompatible && !(registry && fastavro)).toBe(false);
    expect(why !== undefined).toBe(registry !== isCompatible || fastavro !== isCompatible);
  }
});

it('lets through none that another judge refuses, among changes that nobody thought of', async () => {
  const drawn = drawnChanges(seed, 1500);
  expect(drawn.length, `SEED=${seed}`).toBeGreaterThan(50);
  const said = await byFastavro(drawn, seed);
  for (const [index, change] of drawn.entries()) {
    const judged = { ...change, fastavro: said[index], registry: await byRegistry(registryUrl, change) };
    expect(judged, `SEED=${seed}`).toEqual({ ...change, fastavro: null, registry: true });
  }
});

it('is told in the page about it, change by change', () => {
  const root = join(import.meta.dirname, '..', '..');
  const page = readFileSync(join(root, 'docs', 'contracts', 'compatibility.md'), 'utf8');
  const inAWord = (yes: boolean): string => (yes ? 'yes' : 'no');
  const rows = changes
    .filter(({ why }) => why !== undefined)
    .map(({ name, isCompatible, registry = isCompatible, fastavro = isCompatible, why }) => {
      const words = [isCompatible, registry, fastavro].map(inAWord);
      return `| ${[name, ...words, why].join(' | ')} |`;
    });
  expect(page.split('\n').filter((line) => /\| (yes|no) \|/.test(line))).toEqual(rows);
});
