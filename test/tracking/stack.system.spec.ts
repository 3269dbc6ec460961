/** Two versions side by side in the cloud's templates: tables, groups and grants of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTemplates, resourcesOf } from '../../local/assembly/templates.ts';
import { cdk } from '../../local/cdk.ts';

const assembly = mkdtempSync(join(tmpdir(), 'tributary-'));
afterAll(() => rmSync(assembly, { recursive: true, force: true }));
const synth = (trackingVersions: string) =>
  cdk({ awsEndpoint: 'http://127.0.0.1:1', assembly, context: { env: 'dev', trackingVersions } }).synth();
await synth('1,2=test/tracking/second-version/consume.ts');
const template = readTemplates(assembly).find(({ id }) => id === 'Tracking') ?? {
  id: '',
  stackName: '',
  resources: {},
};

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** What a function may do on tables, as `<action> <table>`. */
const tableGrants = (role: string): readonly string[] =>
  resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ logicalId }) => logicalId.startsWith(role))
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => tablesIn(Resource).map((table) => `${action} ${table}`)),
    )
    .filter((grant) => grant.startsWith('dynamodb:'))
    .sort();

const tablesIn = (resource: unknown): readonly string[] => [
  ...new Set(
    [...JSON.stringify(resource).matchAll(/"(Timeline)?(V\d)?Table[0-9A-F]{8}"/g)].map(
      ([, , version = 'base']) => version,
    ),
  ),
];

const both = (actions: readonly string[], table: string) =>
  actions.map((action) => `dynamodb:${action} ${table}`);

describe('each version', () => {
  it('has a table, with an index of customers’ orders and one of who waits', () => {
    const indexed = resourcesOf(template, 'AWS::DynamoDB::GlobalTable').filter(
      ({ Properties }) => Properties.GlobalSecondaryIndexes !== undefined,
    );
    expect(indexed).toHaveLength(2);
    for (const { Properties } of indexed) {
      expect(Properties.GlobalSecondaryIndexes).toMatchObject([
        { IndexName: 'customer', KeySchema: [{ AttributeName: 'customerId' }, { AttributeName: 'placed' }] },
        {
          IndexName: 'waiting',
          KeySchema: [{ AttributeName: 'waiting' }, { AttributeName: 'waitingSince' }],
        },
      ]);
    }
  });

  it('listens to five topics from the first offset, in consumer groups that carry its number', () => {
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .map(({ Properties }) => Properties)
      .filter((properties) => 'Topics' in properties);
    const groups = mappings.map(
      (mapping) =>
        (mapping.AmazonManagedKafkaEventSourceConfig as { ConsumerGroupId: string }).ConsumerGroupId,
    );
    const topics = [
      'inventory.reservation',
      'ordering.order',
      'payment.payment',
      'returns.return',
      'shipping.shipment',
    ];
    const expected = [1, 2].flatMap((version) =>
      topics.map((topic) => `dev.tracking.timeline-v${version}.${topic}`),
    );
    expect(groups.sort()).toEqual(expected.sort());
    expect(new Set(mappings.map(({ StartingPosition }) => StartingPosition))).toEqual(
      new Set(['TRIM_HORIZON']),
    );
  });

  it.each(['V1', 'V2'])('writes its own rows, %s, and what all versions share, and no other’s', (version) => {
    const expected = [
      ...both(['GetItem', 'PutItem', 'Query', 'UpdateItem'], 'base'),
      ...both(['PutItem', 'UpdateItem'], version),
    ];
    expect(tableGrants(`Timeline${version}Handler`)).toEqual(expected.sort());
  });
});

it('lets the API read every version, and write nothing', () => {
  const expected = ['base', 'V1', 'V2'].flatMap((table) => both(['GetItem', 'Query'], table));
  expect(tableGrants('ApiHandler')).toEqual(expected.sort());
});

it('looks every minute', () => {
  const rules = resourcesOf(template, 'AWS::Events::Rule').map(({ Properties }) => Properties);
  expect(rules).toMatchObject([{ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' }]);
  expect(JSON.stringify(rules[0]?.Targets)).toContain('EveryMinuteHandler');
});

it('says what versions look like when they are not named so', async () => {
  await expect(synth('one')).rejects.toThrow('trackingVersions has one; expected versions such as 1,2');
});
