/** Others' tools find nothing in our templates but what is acknowledged, each with its reason. */
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { pythonEnvironment } from '../../local/install/python.ts';
import { takenOver } from './assembled.ts';
import { acknowledged } from './review/acknowledged.ts';
import { type Finding, linted, nagged, unanswered } from './review/findings.ts';

const python = await pythonEnvironment('cloud', join(import.meta.dirname, 'requirements.txt'), console.log);

const environments = inject('assemblies');
const assemblies = [...Object.entries(environments), ['a second region', inject('takenOver')] as const];
const contexts = [...Object.keys(environments).map((env) => ({ env })), takenOver];

it.each(assemblies)('in %s cfn-lint has nothing to say', async (_, assembly) => {
  const templates = globSync('*.template.json', { cwd: assembly }).map((file) => join(assembly, file));
  expect(templates.length).toBeGreaterThan(10);
  expect(await linted(python, templates)).toEqual([]);
});

it('cdk-nag finds what is acknowledged, and nothing else', async () => {
  const found: Finding[] = [];
  for (const context of contexts) {
    const folder = mkdtempSync(join(tmpdir(), 'tributary-nag-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    found.push(...(await nagged(context, folder)));
  }
  expect(unanswered(found, acknowledged)).toEqual([]);
});

describe('what is acknowledged', () => {
  const entry = { finding: /A-1/, construct: /Sales\/\w+/, reason: 'It is so.' };

  it('covers its finding where it is, and no other', () => {
    const found = { finding: 'A-1', construct: 'Sales/Api' };
    expect(unanswered([found], [entry])).toEqual([]);
    expect(unanswered([found, { finding: 'A-1', construct: 'Sales/Api/Deeper' }], [entry])).toHaveLength(1);
    expect(unanswered([found, { finding: 'A-12', construct: 'Sales/Api' }], [entry])).toHaveLength(1);
  });

  it('has to leave the list when nothing is found any more', () => {
    expect(unanswered([], [entry])).toHaveLength(1);
  });

  it('has a reason that is a sentence', () => {
    for (const { reason } of acknowledged) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });
});
