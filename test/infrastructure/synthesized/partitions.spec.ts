/** Every topic has the partitions that 100,000 orders an hour need, by the arithmetic that operators have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesPerEvent, demandOf, demands, factor, rateOf } from '../../../docs/build/demand.ts';
import { topicsOf } from '../../../local/assembly/topics.ts';
import { planFor } from '../../../ops/lag-plan/plan.ts';
import { synthesized } from './synthesized.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const { templates } = await synthesized('prod');
const topics = topicsOf(templates);
const page = readFileSync(join(root, 'docs', 'generated', 'partitions.md'), 'utf8');

it('is planned for every topic, and for none that is not there', () => {
  expect(demands.map(({ topic }) => topic).sort()).toEqual(topics.map(({ name }) => name).sort());
  expect(() => demandOf('ordering.nothing')).toThrow('expected a demand for ordering.nothing');
});

describe.each(topics)('$name', ({ name, partitions }) => {
  const demand = demandOf(name);
  const rate = rateOf(demand);
  const plan = planFor({ rate, msPerEvent: demand.msPerEvent, factor, bytesPerEvent, partitions });

  it('has enough, and as many on each broker', () => {
    expect(partitions).toBeGreaterThanOrEqual(plan.partitions);
    expect(partitions % 3).toBe(0);
    expect(plan.warnings.join('\n')).not.toMatch(/and needs|fewer than/);
  });

  it('stands on the page with its numbers', () => {
    const [row = ''] = page.split('\n').filter((line) => line.startsWith(`| ${name} |`));
    const [, , events, ms, needed, has] = row
      .split(' | ')
      .join('|')
      .split('|')
      .map((cell) => cell.trim());
    expect(Number(events)).toBeCloseTo(rate, 0);
    expect(Number(ms)).toBeCloseTo(demand.msPerEvent, 0);
    expect([Number(needed), Number(has)]).toEqual([plan.partitions, partitions]);
  });
});
