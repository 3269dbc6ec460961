/** The flame graphs that are kept: one for each path, beside the page of performance. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../local/install/home.ts';
import { flameGraph } from './flame-graph.ts';
import type { Frame } from './frames.ts';

const folder = join('docs', 'flames');
const nameOf = (path: string): string => `${path}.svg`;

/** Whoever recorded nothing, because it measures other processes, leaves no picture. */
export const keepFlameGraph = (path: string, recorded: Frame, say: (line: string) => void): void => {
  if (recorded.total === 0) return;
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, nameOf(path)), flameGraph(path, recorded));
  say(`written: ${join(folder, nameOf(path))}`);
};

/** @returns where the page finds it; undefined where there is none */
export const flameGraphOf = (path: string): string | undefined =>
  existsSync(join(root, folder, nameOf(path))) ? `flames/${nameOf(path)}` : undefined;
