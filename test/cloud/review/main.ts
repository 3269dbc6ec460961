/** `npm run review`: what checkov finds in the environments' templates beside what is kept with a reason. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pythonEnvironment } from '../../../local/install/python.ts';
import { run } from '../../../local/install/run.ts';
import { synthesize } from '../../../synth/app.ts';
import { environments } from '../assembled.ts';
import { kept } from './checkov-kept.ts';
import { type Finding, unanswered } from './findings.ts';

interface Report {
  readonly results: {
    readonly failed_checks: readonly { readonly check_id: string; readonly resource: string }[];
  };
}

/** It asks its maker for explanations, and does without when nobody answers. */
const checked = async (python: string, folder: string): Promise<readonly Finding[]> => {
  const options = ['--framework', 'cloudformation', '--quiet', '--compact', '--output', 'json'];
  const { output } = await run(join(dirname(python), 'checkov'), ['--directory', folder, ...options]);
  const start = output.indexOf('{\n');
  if (start === -1) throw new Error(`checkov said nothing that can be read: ${output.slice(-500)}`);
  const report = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)) as Report;
  return report.results.failed_checks.map(({ check_id, resource }) => ({
    finding: check_id,
    construct: resource,
  }));
};

const python = await pythonEnvironment('review', join(import.meta.dirname, 'requirements.txt'), console.log);
const found: Finding[] = [];
for (const environment of environments) {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-review-'));
  try {
    await synthesize({ context: { env: environment }, folder });
    const findings = await checked(python, folder);
    console.log(`${environment}: ${findings.length} findings of checkov`);
    found.push(...findings);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const left = [...new Set(unanswered(found, kept))];
for (const line of left) console.error(line);
console.log(`${left.length} are unanswered`);
if (left.length > 0) process.exitCode = 1;
