/** The results that are kept: a path's last, whenever that was. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText } from '../../docs/build/json-text.ts';
import { root } from '../../local/install/home.ts';
import { flameGraphOf } from '../profile/kept.ts';
import { pageOf } from './page.ts';
import type { Result } from './result.ts';

const data = join(root, 'docs', 'performance.json');
const page = join(root, 'docs', 'performance.md');

export const keptResults = (): readonly Result[] =>
  existsSync(data) ? (JSON.parse(readFileSync(data, 'utf8')) as readonly Result[]) : [];

/** @param names of all paths, in the page's order: what has none of these names any more is forgotten */
export const merged = (
  before: readonly Result[],
  fresh: readonly Result[],
  names: readonly string[],
): readonly Result[] =>
  names.flatMap((name) => {
    const isIt = ({ path }: Result): boolean => path === name;
    const [now, then] = [fresh.find(isIt), before.find(isIt)];
    if (now !== undefined && then !== undefined) return [behind(now, then)];
    const found = now ?? then;
    return found === undefined ? [] : [found];
  });

const behind = (now: Result, { at, comparisons }: Result): Result => {
  const ratios = comparisons.map(({ what, peer, ratio }) => ({ what, peer, median: ratio.median }));
  return { ...now, before: { at, ratios } };
};

export const keep = (fresh: readonly Result[], names: readonly string[]): void => {
  const results = merged(keptResults(), fresh, names);
  writeFileSync(data, `${jsonText(results)}\n`);
  writeFileSync(page, pageOf(results, flameGraphOf));
};
