/** `npm run docs` writes the generated documents; with `--check` it only says which of them are stale. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCatalog } from './catalog.ts';
import { type Documents, documentsOf } from './documents.ts';
import { siteOf } from './site.ts';
import { root } from './source-text.ts';
import { leftOver, staleIn } from './stale.ts';

const generated = join(root, 'docs', 'generated');
const site = join(root, '.local', 'site');

const write = (folder: string, documents: Documents): void => {
  for (const [path, text] of documents) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const main = async (checkOnly: boolean): Promise<void> => {
  const catalog = await readCatalog();
  const documents = documentsOf(catalog);
  if (checkOnly) {
    const stale = staleIn(generated, documents);
    if (stale.length > 0) throw new Error(`docs/generated: ${stale.join(', ')}; run \`npm run docs\``);
    return;
  }
  for (const path of leftOver(generated, documents)) rmSync(join(generated, path));
  write(generated, documents);
  rmSync(site, { recursive: true, force: true });
  write(site, siteOf(catalog));
  process.stdout.write(
    `docs/generated: ${documents.size} documents; the site is ${join(site, 'index.html')}\n`,
  );
};

main(process.argv.includes('--check')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
