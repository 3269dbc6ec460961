/** The workflows that test, compare and deploy: valid, in the order that is safe, and with no more rights than they need. */
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { root } from '../../local/install/home.ts';
import { pythonEnvironment } from '../../local/install/python.ts';
import { readAssembly } from './assembly/stacks.ts';
import { invalid, readYaml } from './delivery/yaml.ts';

const python = await pythonEnvironment('cloud', join(import.meta.dirname, 'requirements.txt'), console.log);
const folder = join(root, '.github', 'workflows');
const files = readdirSync(folder);

interface Job {
  readonly needs?: string;
  readonly uses?: string;
  readonly environment?: string;
  readonly permissions?: { readonly [name: string]: string };
  readonly with?: { readonly environment: string };
  readonly strategy?: {
    readonly 'max-parallel'?: string;
    readonly matrix: { readonly [name: string]: readonly string[] };
  };
  readonly steps?: readonly { readonly run?: string; readonly uses?: string }[];
}
interface Workflow {
  readonly permissions?: { readonly [name: string]: string };
  readonly jobs: { readonly [name: string]: Job };
}

/** Each file is read once: whoever reads it is a process. */
const read = new Map<string, Promise<unknown>>();
const workflow = async (file: string): Promise<Workflow> => {
  const content = read.get(file) ?? readYaml(python, join(folder, file));
  read.set(file, content);
  return (await content) as Workflow;
};
const commands = ({ steps = [] }: Job): string => steps.map(({ run = '' }) => run).join('\n');

describe.each(files)('%s', (file) => {
  it('is a workflow as GitHub’s schema has it', async () => {
    expect(await invalid(python, 'vendor.github-workflows', join(folder, file))).toBe('');
  });

  it('may write nothing unless a job says so', async () => {
    const { permissions, jobs } = await workflow(file);
    expect(permissions).toMatchObject({ contents: 'read' });
    for (const [name, { permissions: own = {} }] of Object.entries(jobs)) {
      const writes = Object.entries(own).filter(([, right]) => right === 'write');
      for (const [right] of writes) expect(['id-token', 'pull-requests'], name).toContain(right);
    }
  });

  it('keeps no secret of AWS: it signs in as itself', async () => {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).not.toMatch(/secrets\.|AWS_ACCESS_KEY|AWS_SECRET/);
  });
});

it('a schema that says no is heard', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'tributary-workflow-'));
  onTestFinished(() => rm(broken, { recursive: true, force: true }));
  const text = await readFile(join(folder, 'deploy.yml'), 'utf8');
  await writeFile(join(broken, 'deploy.yml'), text.replace('needs:', 'needed:'));
  expect(await invalid(python, 'vendor.github-workflows', join(broken, 'deploy.yml'))).toContain('needed');
});

/** The stacks of its commands, in their order. */
const deployedBy = (job: Job): readonly string[] =>
  [...commands(job).matchAll(/cdk deploy ([\w ]+) --exclusively/g)].flatMap(([, names = '']) =>
    names.split(' '),
  );

describe('an environment is deployed', () => {
  const assemblies = inject('assemblies');
  const every = Object.entries(assemblies).map(([name, path]) => readAssembly(name, path));

  it.each(every)(
    '$environment: what all stand on first, and then each other stack alone, one by one',
    async ({ stacks }) => {
      const { foundation = {}, contexts = {}, edge = {} } = (await workflow('deploy-environment.yml')).jobs;
      expect(contexts.needs).toBe('foundation');
      expect(edge.needs).toBe('contexts');
      expect(contexts.strategy?.['max-parallel']).toBe('1');
      expect(commands(contexts)).toMatch(/cdk deploy \$\{\{ matrix\.context \}\} --exclusively/);
      const order = [
        ...deployedBy(foundation),
        ...(contexts.strategy?.matrix.context ?? []),
        ...deployedBy(edge),
      ];
      const known = new Set(every.flatMap((assembly) => assembly.stacks.map(({ id }) => id)));
      expect(order.toSorted()).toEqual([...known].sort());
      for (const { id, dependencies } of stacks) {
        for (const needed of dependencies) expect(order.indexOf(needed), id).toBeLessThan(order.indexOf(id));
      }
    },
  );

  it('only after the tests, in the order of the environments, each with an approval of its own', async () => {
    const { jobs } = await workflow('deploy.yml');
    const deploying = Object.entries(jobs).filter(([, { uses }]) =>
      uses?.endsWith('/deploy-environment.yml'),
    );
    expect(deploying.map(([, job]) => job.with?.environment)).toEqual(Object.keys(assemblies));
    expect(deploying.map(([, { needs }]) => needs)).toEqual(
      ['test', ...Object.keys(assemblies)].slice(0, deploying.length),
    );
    expect(commands(jobs.test ?? {})).toContain('npm test');
    const { jobs: steps } = await workflow('deploy-environment.yml');
    for (const { environment: approved } of Object.values(steps))
      expect(approved).toContain('inputs.environment');
  });

  it('and a reviewer has seen it synthesized', async () => {
    const { synth, test } = (await workflow('pull-request.yml')).jobs;
    expect(synth?.strategy?.matrix.environment).toEqual(Object.keys(assemblies));
    expect(commands(test ?? {})).toContain('npm test');
  });
});
