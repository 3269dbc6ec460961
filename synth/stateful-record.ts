/** `npm run stateful` records what holds data in each environment; do it for what is new, and think before doing it for what is gone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplates } from '../local/assembly/templates.ts';
import { assemblyOf } from './assembly.ts';
import { statefulIn } from './stateful.ts';

const environments = ['local', 'dev', 'staging', 'prod'];

const recorded: { [environment: string]: object } = {};
for (const env of environments) recorded[env] = statefulIn(readTemplates(await assemblyOf({ env })));
writeFileSync(join(import.meta.dirname, 'stateful.json'), `${JSON.stringify(recorded, null, 2)}\n`);
