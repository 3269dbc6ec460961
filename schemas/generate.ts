/** Writes the TypeScript side of the contracts: one `contract.gen.ts` beside the `.avsc` files of each topic. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTopics, schemaRoot } from './source.ts';
import { contractModule } from './typescript.ts';

for (const topic of readTopics()) {
  writeFileSync(join(schemaRoot, topic.folder, 'contract.gen.ts'), contractModule(topic));
}
