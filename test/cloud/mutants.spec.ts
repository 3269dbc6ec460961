/** The checks of the infrastructure are themselves tried: each single change for the worse is noticed. */
import { describe, expect, inject, it } from 'vitest';
import { readConsumers } from '../../docs/build/consumers.ts';
import { copyOf, readAssembly } from './assembly/stacks.ts';
import { type CheckName, checksFor } from './checks/all.ts';
import { ofBrokers } from './mutants/of-brokers.ts';
import { ofDoors } from './mutants/of-doors.ts';
import { ofGrants } from './mutants/of-grants.ts';
import { ofMappings } from './mutants/of-mappings.ts';
import { ofReleases } from './mutants/of-releases.ts';
import { ofSpans } from './mutants/of-spans.ts';
import { ofStores } from './mutants/of-stores.ts';

const checks = checksFor(await readConsumers());
const mutants = [
  ...ofGrants,
  ...ofMappings,
  ...ofBrokers,
  ...ofStores,
  ...ofDoors,
  ...ofReleases,
  ...ofSpans,
];
const assemblies = Object.entries(inject('assemblies')).map(([environment, folder]) =>
  readAssembly(environment, folder),
);

describe.each(assemblies)('in $environment', (assembly) => {
  it.each(Object.entries(checks))('%s: $says', (_, { complaints }) => {
    expect(complaints(assembly)).toEqual([]);
  });
});

describe('somebody notices that', () => {
  it.each(mutants)('$name: $noticedBy', ({ environment = 'prod', change, noticedBy }) => {
    const assembly = assemblies.find((each) => each.environment === environment);
    if (assembly === undefined) throw new Error('there is no environment to change');
    const changed = copyOf(assembly);
    change(changed);
    expect(checks[noticedBy].complaints(changed)).not.toEqual([]);
  });
});

it('every check notices one of them at least', () => {
  const noticing = new Set<CheckName>(mutants.map(({ noticedBy }) => noticedBy));
  expect(Object.keys(checks).filter((name) => !noticing.has(name as CheckName))).toEqual([]);
  expect(mutants.length).toBeGreaterThanOrEqual(25);
});
