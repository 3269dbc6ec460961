/** One heading of a runbook, as it is written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../local/install/home.ts';
import type { Runbook } from '../answers/failures.ts';
import { Problem } from '../server/route.ts';

const folder = join(root, 'docs', 'runbooks');

/** @throws Problem when there is no such page; a page without the heading is given whole */
export const runbookSection = (page: string, heading: string): Runbook => {
  if (!readdirSync(folder).includes(`${page}.md`)) throw new Problem(404, `there is no runbook ${page}`);
  const text = readFileSync(join(folder, `${page}.md`), 'utf8');
  const sections = text.split(/^(?=## )/m);
  return { text: sections.find((section) => anchorOf(section) === heading) ?? text };
};

/** As GitHub makes it. */
const anchorOf = (section: string): string =>
  (/^## (.*)$/m.exec(section)?.[1] ?? '')
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');
