/**
 * `npm run schema:recovered` reads the ids that a region gave to the schemas, and writes them into the functions' code:
 *
 *     aws ssm get-parameters-by-path --region <region> --path /tributary/<environment>/schemas --recursive \
 *       --query 'Parameters[].[Name,Value]' --output json | npm run -s schema:recovered
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { recoveredModule } from './recovered.ts';
import { schemaRoot } from './source.ts';

try {
  const path = join('functions', 'platform', 'contract', 'recovered-versions.gen.ts');
  writeFileSync(join(schemaRoot, '..', path), recoveredModule(await json(process.stdin)));
  process.stdout.write(`${path} knows the schemas of that region: commit it\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
