/** No change of a name can take a table, a topic or anything else with data in it away unseen. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readTemplates } from '../../../local/assembly/templates.ts';
import { synthesize } from '../../../synth/app.ts';
import recorded from '../../../synth/stateful.json' with { type: 'json' };
import { changesOf, type Stateful, statefulIn } from '../../../synth/stateful.ts';
import { synthesized } from './synthesized.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const known = (env: string) => (recorded as { readonly [env: string]: Stateful })[env] ?? {};

const environments = [
  ['dev', await synthesized('dev')],
  ['prod', await synthesized('prod')],
] as const;

it.each(environments)(
  'everything with data in it has in %s the name that is recorded',
  (env, { templates }) => {
    expect(changesOf(env, known(env), statefulIn(templates))).toEqual([]);
  },
);

it('knows every type that can hold data', () => {
  const types = new Set(
    Object.values(known('prod'))
      .flatMap((ids) => Object.values(ids))
      .map((each) => each.split(' ')[0]),
  );
  for (const type of [
    'Cognito::UserPool',
    'DynamoDB::GlobalTable',
    'Glue::Registry',
    'KMS::Key',
    'MSK::Cluster',
    'MSK::Topic',
    'S3::Bucket',
    'SQS::Queue',
  ]) {
    expect(types).toContain(`AWS::${type}`);
  }
});

/** The app with a change of its source. */
const changedApp = (file: string, before: string, after: string): string => {
  const app = mkdtempSync(join(tmpdir(), 'tributary-renamed-'));
  onTestFinished(() => rmSync(app, { recursive: true, force: true }));
  for (const part of [
    'bin',
    'lib',
    'schemas',
    'functions',
    'cdk.json',
    'package.json',
    'package-lock.json',
  ]) {
    cpSync(join(root, part), join(app, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
  const text = readFileSync(join(app, file), 'utf8');
  expect(text).toContain(before);
  writeFileSync(join(app, file), text.replace(before, after));
  return app;
};

it('a construct of another name is found in the templates of the real app, and says what to do', {
  timeout: 300_000,
}, async () => {
  const app = changedApp('lib/platform/context/bounded-context.ts', "this, 'Table',", "this, 'Store',");
  const folder = join(app, 'cdk.out');
  await synthesize({ context: { env: 'prod' }, folder, app });
  const changes = changesOf('prod', known('prod'), statefulIn(readTemplates(folder)));
  const lost = changes.filter((each) => each.includes('is gone'));
  expect(lost).toHaveLength(9);
  expect(lost[0]).toMatch(
    /^prod: Crm, Table\w{8} \(AWS::DynamoDB::GlobalTable KeySchema=.*Give the construct its id/,
  );
  expect(changes.filter((each) => each.includes('is new'))).toHaveLength(9);
});

describe('a change', () => {
  const before: Stateful = { Streaming: { Topic1: 'AWS::MSK::Topic TopicName="a.b"' } };

  it('of a topic’s name loses the topic', () => {
    const [said, ...more] = changesOf('dev', before, {
      Streaming: { Topic1: 'AWS::MSK::Topic TopicName="a.c"' },
    });
    expect(said).toContain('was AWS::MSK::Topic TopicName="a.b" and is AWS::MSK::Topic TopicName="a.c"');
    expect(more).toEqual([]);
  });

  it('that takes a whole stack away loses what was in it', () => {
    expect(changesOf('dev', before, {})[0]).toContain('Streaming, Topic1');
  });

  it('that adds something asks for a record only', () => {
    const [said] = changesOf('dev', {}, before);
    expect(said).toMatch(/is new .* Record it: npm run stateful$/);
  });

  it('of nothing says nothing', () => {
    expect(changesOf('dev', before, before)).toEqual([]);
  });
});
