/** The cloud environment is synthesized without an account, and grants what the contexts declare and no more. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConsumers } from '../../docs/build/consumers.ts';
import { readTemplates, resourcesOf, type Template } from '../../local/assembly/templates.ts';
import { topicsOf } from '../../local/assembly/topics.ts';
import { cdk } from '../../local/cdk.ts';

const assembly = mkdtempSync(join(tmpdir(), 'tributary-'));
afterAll(() => rmSync(assembly, { recursive: true, force: true }));
// An address where nobody answers: a synthesis that asks its account for anything fails.
await cdk({ awsEndpoint: 'http://127.0.0.1:1', assembly, context: { env: 'dev' } }).synth();
const templates = readTemplates(assembly);

const consumers = await readConsumers();

const stack = (id: string): Template => {
  const found = templates.find((template) => template.id === id);
  if (found === undefined) throw new Error(`there is no stack ${id}`);
  return found;
};

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const statementsOf = (id: string, role: string): readonly Statement[] =>
  resourcesOf(stack(id), 'AWS::IAM::Policy')
    .filter(({ logicalId }) => logicalId.startsWith(role))
    .flatMap(
      ({ Properties }) => (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement,
    );

/** What a function may do on Kafka, as `<action> <kind>/<name>`. */
const kafkaGrants = (id: string, role: string): readonly string[] =>
  statementsOf(id, role)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((resource) => `${action} ${nameIn(resource)}`)),
    )
    .filter((grant) => grant.startsWith('kafka-cluster:'))
    .sort();

/** What a function may do at Glue, as `<action> <kind>/<name>`. */
const glueGrants = (id: string, role: string): readonly string[] =>
  statementsOf(id, role)
    .flatMap(({ Action, Resource }) => [Action].flat().map((action) => ({ action, Resource })))
    .filter(({ action }) => action.startsWith('glue:') || action.includes('*'))
    .flatMap(({ action, Resource }) =>
      [Resource]
        .flat()
        .map((resource) => `${action} ${/:([^:"]+)"\]\]\}$/.exec(JSON.stringify(resource))?.[1]}`),
    )
    .sort();

const nameIn = (resource: unknown): string => {
  const text = JSON.stringify(resource);
  const [kind] = /:(topic|group)\//.exec(text) ?? [];
  return kind === undefined ? 'cluster' : `${kind.slice(1)}${/[^/"]+(?="[\]}]+$|"$)/.exec(text)?.[0]}`;
};

describe('the streaming stack', () => {
  it('declares every topic on three brokers, of which two must have acknowledged', () => {
    const topics = topicsOf(templates);
    expect(topics.map(({ name }) => name)).toContain('ordering.order');
    for (const { replication, configs } of topics) {
      expect(replication).toBe(3);
      expect(configs['min.insync.replicas']).toBe('2');
    }
  });

  it('lets nobody in without TLS and IAM', () => {
    const [cluster] = resourcesOf(stack('Streaming'), 'AWS::MSK::Cluster');
    expect(cluster?.Properties).toMatchObject({
      ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: false } },
      EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } },
    });
  });
});

describe('a function', () => {
  it('may read the topics that it listens to, in groups of its own, and write none', () => {
    const topics = ['inventory.reservation', 'payment.payment', 'shipping.shipment'];
    const expected = [
      'kafka-cluster:Connect cluster',
      ...topics.flatMap((topic) => [
        `kafka-cluster:AlterGroup group/dev.ordering.saga.${topic}`,
        `kafka-cluster:DescribeGroup group/dev.ordering.saga.${topic}`,
        `kafka-cluster:DescribeTopic topic/${topic}`,
        `kafka-cluster:ReadData topic/${topic}`,
      ]),
    ];
    expect(kafkaGrants('Ordering', 'SagaHandler')).toEqual(expected.sort());
  });

  it.each([
    ['Inventory', ['inventory.reservation', 'inventory.stock-item', 'inventory.stock-item.commands']],
    // It commands others, on their topics.
    ['Returns', ['inventory.stock-item.commands', 'payment.payment.commands', 'returns.return']],
  ])('that relays for %s may write %j, and read none', (context, topics) => {
    const expected = [
      'kafka-cluster:Connect cluster',
      'kafka-cluster:WriteDataIdempotently cluster',
      ...topics.flatMap((topic) => [
        `kafka-cluster:DescribeTopic topic/${topic}`,
        `kafka-cluster:WriteData topic/${topic}`,
      ]),
    ];
    expect(kafkaGrants(context, 'RelayHandler')).toEqual(expected.sort());
  });

  it('that consumes may ask for the schemas that others wrote with, and no function asks for those that it writes with', () => {
    const [registry] = resourcesOf(stack('Streaming'), 'AWS::Glue::Registry');
    const name = registry?.Properties.Name;
    const expected = [`registry/${name}`, `schema/${name}/*`].map((each) => `glue:GetSchemaVersion ${each}`);
    expect(glueGrants('Ordering', 'SagaHandler')).toEqual(expected);
    for (const id of ['Api', 'Deadlines', 'Relay', 'Breaker']) {
      expect(glueGrants('Ordering', `${id}Handler`)).toEqual([]);
    }
    for (const id of ['Api', 'Saga']) {
      const [handler] = resourcesOf(stack('Ordering'), 'AWS::Lambda::Function').filter(({ logicalId }) =>
        logicalId.startsWith(`${id}Handler`),
      );
      const variables = { SCHEMA_REGISTRY: `glue:${name}`, SCHEMA_VERSIONS: expect.anything() };
      expect(handler?.Properties).toMatchObject({ Environment: { Variables: variables } });
    }
  });

  it('that consumes may park: ask and put marks in its table, put large letters in its bucket, and ring', () => {
    const parks = (id: string, role: string, service: string): readonly string[] =>
      statementsOf(id, role)
        .flatMap(({ Action, Resource }) =>
          [Action]
            .flat()
            .flatMap((action) =>
              [Resource]
                .flat()
                .map((resource) => `${action} ${/"(\w+)[0-9A-F]{8}"/.exec(JSON.stringify(resource))?.[1]}`),
            ),
        )
        .filter((grant) => grant.startsWith(`${service}:`));
    expect(parks('Ordering', 'SagaHandler', 'dynamodb').toSorted()).toEqual([
      'dynamodb:GetItem Table',
      'dynamodb:PutItem Table',
      'dynamodb:Query Table',
    ]);
    expect(parks('Ordering', 'SagaHandler', 's3')).toEqual(['s3:PutObject LargeLettersBucket']);
    expect(new Set(parks('Ordering', 'SagaHandler', 'sqs'))).toEqual(
      new Set(
        ['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'].flatMap((action) =>
          ['DeadLetters', 'BreakerQueue'].map((queue) => `sqs:${action} ${queue}`),
        ),
      ),
    );
    expect(parks('Ordering', 'ApiHandler', 's3')).toEqual([]);
    expect(JSON.stringify(statementsOf('Ordering', 'SagaHandler'))).toContain('/letters/*');
  });

  it('that consumes is known by the name that its marks have', () => {
    const names = templates
      .flatMap((template) => resourcesOf(template, 'AWS::Lambda::Function'))
      .map(({ Properties }) => Properties.Environment as { Variables?: { CONSUMER?: string } } | undefined)
      .flatMap((environment) => environment?.Variables?.CONSUMER ?? []);
    expect(names.sort()).toEqual(consumers.map(({ name }) => name).sort());
  });

  it('that answers requests has nothing to do with Kafka', () => {
    expect(kafkaGrants('Ordering', 'ApiHandler')).toEqual([]);
  });
});

describe('a breaker', () => {
  it('may pause and resume the mappings of its own context, and no others', () => {
    const own = resourcesOf(stack('Payment'), 'AWS::Lambda::EventSourceMapping')
      .filter(({ Properties }) => 'Topics' in Properties)
      .map(({ logicalId }) => logicalId);
    const granted = statementsOf('Payment', 'BreakerHandler').filter(({ Action }) =>
      [Action].flat().some((action) => action.startsWith('lambda:')),
    );
    expect(granted.flatMap(({ Action }) => Action).sort()).toEqual(
      granted.flatMap(() => ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping']).sort(),
    );
    const text = JSON.stringify(granted.map(({ Resource }) => Resource));
    const named = [...text.matchAll(/event-source-mapping:"?,\{"Ref":"(\w+)"\}/g)].map(([, id = '']) => id);
    expect(named.sort()).toEqual(own.sort());
    expect(text).not.toContain('*');
  });

  it('knows the mappings of each consumer, and how to ask what they depend on', () => {
    const [handler] = resourcesOf(stack('Payment'), 'AWS::Lambda::Function').filter(({ logicalId }) =>
      logicalId.startsWith('BreakerHandler'),
    );
    const text = JSON.stringify(handler?.Properties.Environment);
    for (const known of ['payment.saga', 'payment.gateway', 'payment.commands'])
      expect(text).toContain(known);
    expect(text).toContain('https://gateway.dev.tributary.example/health');
  });

  it('is told by every consumer, and says so by an alarm with its runbook', () => {
    for (const template of templates) {
      const consumers = resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
        .filter(({ Properties }) => 'Topics' in Properties)
        .map(({ Properties }) => (Properties.FunctionName as { Ref: string }).Ref)
        // A mapping invokes the function's live alias.
        .map((alias) => template.resources[alias]?.Properties.FunctionName as { Ref: string } | undefined)
        .map((fn) => fn?.Ref ?? '');
      for (const { logicalId, Properties } of resourcesOf(template, 'AWS::Lambda::Function')) {
        if (!consumers.includes(logicalId)) continue;
        expect(Properties).toMatchObject({
          Environment: { Variables: { BREAKER_QUEUE_URL: expect.anything() } },
        });
      }
      const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').filter(
        ({ Properties }) => Properties.MetricName === 'BreakerOpen',
      );
      expect(alarms).toHaveLength(consumers.length > 0 ? 1 : 0);
      expect(consumers).not.toContain('');
      for (const { Properties } of alarms) {
        expect(Properties.AlarmDescription).toContain('docs/runbooks/breaker.md');
      }
    }
  });
});

describe('a mapping', () => {
  const mappings = templates
    .flatMap((template) => resourcesOf(template, 'AWS::Lambda::EventSourceMapping'))
    .map(({ Properties }) => Properties)
    .filter((properties) => 'Topics' in properties);

  it('has a consumer group that no other has', () => {
    const groups = mappings.map(({ AmazonManagedKafkaEventSourceConfig }) =>
      JSON.stringify(AmazonManagedKafkaEventSourceConfig),
    );
    expect(new Set(groups).size).toBe(26);
    expect(groups).toHaveLength(26);
  });

  it('reports partial failures, and loses nothing that it gives up', () => {
    for (const mapping of mappings) {
      expect(mapping).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
        ProvisionedPollerConfig: { PollerGroupName: 'tributary-dev' },
      });
    }
  });
});
