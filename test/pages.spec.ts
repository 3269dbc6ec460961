/** What our pages name is there: files, headings, scripts; and no merge left its marks in them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import packageFile from '../package.json' with { type: 'json' };
import { anchorOf } from './anchor-of.ts';
import { root } from './architecture/source-files.ts';

interface Page {
  /** From the root. */
  readonly path: string;
  readonly text: string;
}

const folders = ['docs', 'schemas', 'patches', '.github'];
const pages: readonly Page[] = globSync(['*.md', `{${folders}}/**/*.md`], { cwd: root })
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  .sort((a, b) => a.path.localeCompare(b.path, 'en'));

const matched = ({ text }: Page, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

const anchors = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

const brokenLinks = (page: Page): readonly string[] =>
  matched(page, /\]\((?!\w+:)([^)\s]+)\)/g).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page.path : join(dirname(page.path), file);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchors(readFileSync(join(root, target), 'utf8')).includes(anchor);
  });

const missingScripts = (page: Page): readonly string[] =>
  matched(page, /\bnpm run (?:-\S+ )*([a-z][a-z:-]*)/g).filter((name) => !(name in packageFile.scripts));

/** The example of CONTRIBUTING.md, a context that somebody may add. */
const invented = /\bloyalty\b/;
const named = /`((?:bin|lib|functions|schemas|test|local|bench|docs|chaos|console|ops|synth)\/[\w./@-]*)`/g;
const missingFiles = (page: Page): readonly string[] =>
  matched(page, named).filter((path) => !invented.test(path) && !existsSync(join(root, path)));

const marks = ({ text }: Page): readonly string[] => text.match(/^(?:<{7}|>{7}) .*$/gm) ?? [];

const wrongIn = (page: Page) => ({
  links: brokenLinks(page),
  scripts: missingScripts(page),
  files: missingFiles(page),
  marks: marks(page),
});
const right = { links: [], scripts: [], files: [], marks: [] };

it.each(pages)('$path', (page) => {
  expect(wrongIn(page)).toEqual(right);
});

it('are read to their ends', () => {
  const text = [
    '[a](nowhere.md) [b](README.md#no-such-heading) [c](README.md)',
    '`npm run --silent nothing -- x`, `npm run test`, `test/nothing.spec.ts`, `test/pages.spec.ts`',
    '<<<<<<< HEAD',
    '=======',
    '>>>>>>> other',
  ].join('\n');
  expect(wrongIn({ path: 'x.md', text })).toEqual({
    links: ['nowhere.md', 'README.md#no-such-heading'],
    scripts: ['nothing'],
    files: ['test/nothing.spec.ts'],
    marks: ['<<<<<<< HEAD', '>>>>>>> other'],
  });
});
