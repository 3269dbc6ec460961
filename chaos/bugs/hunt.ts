/** Runs the system with a planted bug in a process of its own, and tells what the checker said. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from '../figures.ts';
import type { Bug } from './bugs.ts';
import { plant } from './plant.ts';

export interface Hunted {
  readonly bug: Pick<Bug, 'name' | 'what'>;
  readonly orders: number;
  readonly faults: number;
  readonly seconds: number;
  readonly violations: Figures['violations'];
}

/** Enough for each bug to show itself; they are not subtle once their fault is there. */
const load = ['--minutes', '0.5', '--rate', '4', '--quiet', '12', '--seed', '7', '--counts', '12'];

/** @throws Error when the run came to no judgement */
export const hunt = async (
  bug: Bug,
  say: (line: string) => void,
  running: AsyncDisposableStack,
): Promise<Hunted> => {
  say(`${bug.name}: ${bug.what}`);
  const copy = plant(bug);
  running.defer(() => rmSync(copy, { recursive: true, force: true }));
  const outcome = join(copy, 'outcome.json');
  const words = [...load, '--json', outcome, '--faults', bug.faults.join(',')];
  const child = spawn(process.execPath, [join(copy, 'chaos', 'main.ts'), ...words], {
    cwd: copy,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running.defer(() => void child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  if (code !== 0 && code !== 1) throw new Error(`the run with ${bug.name} ended with ${code}, not judged`);
  const { accepted, injected, loadSeconds, violations }: Figures = JSON.parse(readFileSync(outcome, 'utf8'));
  rmSync(copy, { recursive: true, force: true });
  const rules = [...new Set(violations.map(({ rule }) => rule))];
  say(`${bug.name}: ${violations.length === 0 ? 'NOT FOUND' : `found, by "${rules.join('", "')}"`}`);
  return { bug, orders: accepted, faults: injected, seconds: loadSeconds, violations };
};
