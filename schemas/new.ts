/** `npm run schema:new -- ordering OrderPlaced` copies the newest version of a message to the next file, to edit. */
import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextVersion } from './check/newest.ts';
import { readTopics, schemaRoot } from './source.ts';

try {
  const [context, type] = process.argv.slice(2);
  const { from, to } = nextVersion(readTopics(), context, type);
  copyFileSync(join(schemaRoot, from), join(schemaRoot, to), constants.COPYFILE_EXCL);
  process.stdout.write(
    `schemas/${to} is a copy of schemas/${from}: edit it, then \`npm run schema:check\` and \`npm run types\`\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
