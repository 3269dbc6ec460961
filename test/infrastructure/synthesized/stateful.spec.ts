/** No change of a name can take a table, a topic or anything else with data in it away unseen. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTemplates } from '../../../local/assembly/templates.ts';
import { synthesize } from '../../../synth/app.ts';
import recorded from '../../../synth/stateful.json' with { type: 'json' };
import { changesOf, lossesOf, type Stateful, statefulIn } from '../../../synth/stateful.ts';
import { copiedApp, renamedTable } from './changed-app.ts';
import { synthesized } from './synthesized.ts';

const known = (env: string) => (recorded as { readonly [env: string]: Stateful })[env] ?? {};

const environments = [
  ['local', await synthesized('local')],
  ['dev', await synthesized('dev')],
  ['staging', await synthesized('staging')],
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

it('a construct of another name is found in the templates of the real app, and says what to do', {
  timeout: 300_000,
}, async () => {
  using app = copiedApp();
  app.change(renamedTable);
  const folder = join(app.folder, 'cdk.out');
  // As cdk.json has it made: the tool ends with what it says.
  const program = 'synth/guarded.ts';
  await expect(synthesize({ context: { env: 'prod' }, folder, app: app.folder, program })).rejects.toThrow(
    'is gone',
  );
  const changes = changesOf('prod', known('prod'), statefulIn(readTemplates(folder)));
  const lost = changes.filter((each) => each.includes('is gone'));
  expect(lost).toHaveLength(9);
  expect(lost[0]).toMatch(
    /^prod: Crm, Table\w{8} \(AWS::DynamoDB::GlobalTable TableName="tributary-prod-crm" KeySchema=.*Give the construct its id/,
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

  it('is not deployed when it loses something, unless Kafka tells it again', () => {
    const held = { ...before, Tracking: { TimelineV1Table0A1B2C3D: 'AWS::DynamoDB::GlobalTable' } };
    expect(lossesOf('dev', held, before)).toEqual([]);
    expect(lossesOf('dev', before, held)).toEqual([]);
    expect(lossesOf('dev', held, { Tracking: held.Tracking })).toEqual(changesOf('dev', before, {}));
    expect(lossesOf('dev', before, { Streaming: { Topic1: 'AWS::MSK::Topic' } })).toHaveLength(1);
  });
});
