/** Findings of others about our templates, and what is left of them after what is acknowledged. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../../local/install/run.ts';
import { type Synthesis, synthesize } from '../../../synth/app.ts';
import type { Acknowledged } from './acknowledged.ts';

export interface Finding {
  readonly finding: string;
  readonly construct: string;
}

/** What cdk-nag says of an environment. @param context for `-c` */
export const nagged = async (context: Synthesis['context'], folder: string): Promise<readonly Finding[]> => {
  await synthesize({ context, folder, program: 'test/cloud/review/nag.ts' });
  return JSON.parse(readFileSync(join(folder, 'nag.json'), 'utf8'));
};

const whole = (pattern: RegExp, text: string): boolean => new RegExp(`^(${pattern.source})$`).test(text);

const covers =
  ({ finding, construct }: Acknowledged) =>
  (found: Finding): boolean =>
    whole(finding, found.finding) && whole(construct, found.construct);

/** @returns a sentence for each finding that is not on the list, and for each entry that finds nothing */
export const unanswered = (
  findings: readonly Finding[],
  list: readonly Acknowledged[],
): readonly string[] => [
  ...findings
    .filter((found) => !list.some((entry) => covers(entry)(found)))
    .map(({ finding, construct }) => `${construct}: ${finding}`),
  ...list
    .filter((entry) => !findings.some(covers(entry)))
    .map(({ finding, construct }) => `nothing is ${finding.source} at ${construct.source} any more`),
];

interface Lint {
  readonly Rule: { readonly Id: string };
  readonly Filename: string;
  readonly Message: string;
}

/** Dependencies that CDK says twice do no harm. */
const saidTwice = 'W3005';

/** What cfn-lint says of templates, errors and warnings. */
export const linted = async (python: string, templates: readonly string[]): Promise<readonly string[]> => {
  const options = ['--ignore-checks', saidTwice, '--format', 'json'];
  const { code, output } = await run(join(dirname(python), 'cfn-lint'), [...options, '--', ...templates]);
  if (code === undefined || code === 1) throw new Error(`cfn-lint ended with ${code}: ${output}`);
  const found = JSON.parse(output.trim() === '' ? '[]' : output) as readonly Lint[];
  return found.map(({ Rule, Filename, Message }) => `${Filename}: ${Rule.Id} ${Message}`);
};
