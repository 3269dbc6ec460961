/** A second region takes over: contexts are deployed onto what was copied to it, and nothing that holds data is made again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { synthesize } from '../../../synth/app.ts';
import { assemblyOf } from '../../../synth/assembly.ts';
import { statefulIn } from '../../../synth/stateful.ts';
import { every, readAssembly } from '../../cloud/assembly/stacks.ts';
import { synthesized } from './synthesized.ts';

const second = { recoveryRegion: 'eu-west-1' };
const first = await synthesized('prod', second);
const here = await synthesized('prod', { ...second, failover: 'true' });
const assembly = readAssembly('prod', await assemblyOf({ env: 'prod', ...second, failover: 'true' }));
const standing = ['Recovery', 'RecoveryNetwork'];
const contexts = first.templates.filter(({ resources }) =>
  Object.keys(resources).some((id) => /^Table[0-9A-F]{8}$/.test(id)),
);

const textOf = (value: unknown): string => JSON.stringify(value) ?? '';

describe('a second region that takes over', () => {
  it('is the stacks of contexts and of who may call them, beside what stood by; all are there', () => {
    expect(assembly.stacks.map(({ id }) => id).sort()).toEqual(
      [...contexts.map(({ id }) => id), 'Identity', 'FrontDoor', 'Traces', ...standing].sort(),
    );
    expect(contexts).toHaveLength(9);
    for (const { region, stackName, id } of assembly.stacks) {
      expect(region, id).toBe('eu-west-1');
      expect(first.stack(id).stackName).toBe(stackName);
    }
  });

  it('leaves what stood by as it is, byte by byte: it knows already what contexts will ask for', () => {
    for (const id of standing) expect(here.stack(id).resources, id).toEqual(first.stack(id).resources);
    const [before, after] = [first, here].map((each) => standing.map((id) => each.outputs(id)));
    expect(after).toEqual(before);
  });

  it('makes no table, topic or key, but those of read models, which Kafka tells again', () => {
    const made = statefulIn(here.templates.filter(({ id }) => !standing.includes(id)));
    const held = Object.entries(made).flatMap(([stack, ids]) =>
      Object.entries(ids).map(([id, what]) => `${stack}/${id} ${what.split(' ')[0]}`),
    );
    const isTold = (each: string): boolean => /V\d+Table/.test(each);
    expect(held.filter((each) => /DynamoDB|MSK|KMS|Glue|Secrets/.test(each) && !isTold(each))).toEqual([]);
    expect(held.filter(isTold)).toHaveLength(1);
    // What was waiting in the lost region waits there: docs/runbooks/failover.md.
    const types = new Set(held.filter((each) => !isTold(each)).map((each) => each.split(' ')[1]));
    expect([...types].sort()).toEqual(['AWS::Cognito::UserPool', 'AWS::S3::Bucket', 'AWS::SQS::Queue']);
  });

  it('has every function on the copy of its context’s table, by the name that the table has', () => {
    for (const { id, resources, stackName } of contexts) {
      const [table] = Object.entries(resources).flatMap(([logicalId, { Properties }]) =>
        /^Table[0-9A-F]{8}$/.test(logicalId) ? [Properties.TableName] : [],
      );
      expect(table).toBe(stackName);
      const functions = here.all('AWS::Lambda::Function', id).map(({ Properties }) => textOf(Properties));
      const onTable = functions.filter((text) => text.includes('"TABLE_NAME"'));
      expect(onTable.length).toBeGreaterThan(1);
      for (const text of onTable) expect(text).toContain(`"TABLE_NAME":"${stackName}"`);
    }
  });

  it('relays the copies’ own streams, from their beginning', () => {
    const relays = here
      .all('AWS::Lambda::EventSourceMapping')
      .filter(({ Properties }) => textOf(Properties.EventSourceArn).includes('LatestStreamArn'));
    expect(relays.map(({ stack }) => stack).sort()).toEqual(
      first
        .all('AWS::Lambda::EventSourceMapping')
        .filter(({ Properties }) => textOf(Properties.EventSourceArn).includes('StreamArn'))
        .map(({ stack }) => stack)
        .sort(),
    );
    for (const { stack, Properties } of relays) {
      expect(Properties.StartingPosition).toBe('TRIM_HORIZON');
      const [lookup] = here.all('Custom::AWS', stack);
      expect(textOf(Properties.EventSourceArn)).toContain(lookup?.logicalId);
      expect(textOf(lookup?.Properties.Create)).toContain(`tributary-prod-${stack.toLowerCase()}`);
    }
  });

  it('goes on in the groups whose offsets were copied, and builds read models from the beginning', () => {
    const groupsOf = (from: typeof here) =>
      from.all('AWS::Lambda::EventSourceMapping').flatMap(({ Properties }) => {
        const config = Properties.AmazonManagedKafkaEventSourceConfig as
          | { readonly ConsumerGroupId: string }
          | undefined;
        return config === undefined ? [] : [config.ConsumerGroupId];
      });
    const known = new Set(groupsOf(first));
    const others = groupsOf(here).filter((group) => !known.has(group));
    expect(groupsOf(here)).toHaveLength(known.size);
    expect(others.length).toBe(5);
    for (const group of others) expect(group).toMatch(/^prod\.tracking\.timeline-v1-eu-west-1\./);
  });

  it('is paged there, and asks its own registry for the ids of schemas', () => {
    const exported = new Set(standing.flatMap((id) => Object.keys(here.outputs(id))));
    expect([...exported].filter((name) => name.includes('PagingPagerTopic'))).toHaveLength(1);
    const asked = contexts.flatMap(({ id }) =>
      Object.values(here.parameters(id)).flatMap(({ Default = '' }) =>
        Default.startsWith('/tributary/prod/schemas/') ? [Default] : [],
      ),
    );
    const told = here.all('AWS::SSM::Parameter', 'Recovery').map(({ Properties }) => Properties.Name);
    expect(new Set(asked).size).toBeGreaterThan(30);
    expect(asked.filter((name) => !told.includes(name))).toEqual([]);
  });

  it('finds the secrets that others know under the names that they had, and leaves the public name where it is', () => {
    const secrets = every(readAssembly('prod', first.folder), 'AWS::SecretsManager::Secret');
    expect(secrets).toHaveLength(3);
    for (const { Properties } of secrets) {
      expect(textOf(Properties.ReplicaRegions)).toContain('"eu-west-1"');
      expect(textOf(here.templates)).toContain(`:secretsmanager:${Properties.Name}:`);
    }
    expect(here.all('AWS::Route53::RecordSet')).toEqual([]);
    expect(Object.keys(here.outputs('FrontDoor')).filter((name) => name.startsWith('Regional'))).toHaveLength(
      2,
    );
  });

  it('needs one that stands by', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tributary-alone-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const alone = { env: 'prod', failover: 'true' };
    await expect(synthesize({ context: alone, folder })).rejects.toThrow('nothing stands by for prod');
  });
});
