/** Every command of operators has a page that says when, in which words, and what can go wrong. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../local/install/home.ts';

const commands = readdirSync(join(root, 'ops', 'commands')).map((file) => basename(file, '.ts'));

it.each(commands)('%s has a runbook', (name) => {
  const path = join(root, 'docs', 'runbooks', `${name}.md`);
  expect(existsSync(path)).toBe(true);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(`npm run ops -- ${name}`);
  expect(text).toContain('What can go wrong');
  // Every word that the command takes is on its page.
  const source = readFileSync(join(root, 'ops', 'commands', `${name}.ts`), 'utf8');
  const words = [...source.matchAll(/(?<=[ ([`])--[a-z][a-z-]*/g)].map(([word]) => word);
  expect([...new Set(words)].filter((word) => word !== '--env' && !text.includes(word))).toEqual([]);
});
