/** A process that synthesizes the app for the environments that it is told, each into a folder of its name; CDK is loaded once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [root = '', folder = '', ...environments] = process.argv.slice(2);
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };

for (const env of environments) {
  // An app reads both when it is made, and writes its stacks when the process ends. Functions stay unbundled.
  process.env.CDK_OUTDIR = join(folder, env);
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, env, 'aws:cdk:bundling-stacks': [] });
  await import(`${join(root, 'bin', 'app.ts')}?${env}`);
}
