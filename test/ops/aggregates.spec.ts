/** The list of aggregates is whole: whatever a context commits can be told again. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aggregates, contracts } from '../../ops/aggregates.ts';

const wirings = globSync('functions/*/**/wiring.ts').map((path) => readFileSync(path, 'utf8'));

describe('the list of aggregates', () => {
  it('has each one that a wiring makes', () => {
    const made = wirings.flatMap((text) =>
      text.includes('aggregate({')
        ? [...text.matchAll(/name(?: =|:) '([\w-]+\/[\w-]+)'/g)].map(([, name]) => name)
        : [],
    );
    expect(aggregates.map(({ name }) => name).sort()).toEqual([...new Set(made)].sort());
    expect(aggregates.length).toBeGreaterThanOrEqual(8);
  });

  it('has every topic of every contract', () => {
    const topics = globSync('schemas/*/*/contract.gen.ts').map((path) =>
      path.replaceAll('\\', '/').split('/').slice(1, 3).join('.'),
    );
    expect(contracts.map(({ topic }) => topic).sort()).toEqual(topics.sort());
  });
});
