/** What every context's stack has, in every environment: nothing is open, unbounded or forgotten. */
import { describe, expect, it } from 'vitest';
import { readCatalog } from '../../docs/build/catalog.ts';
import { type Resource, readTemplates, resourcesOf, type Template } from '../../local/assembly/templates.ts';
import { assemblyOf } from '../../synth/assembly.ts';

const { contexts } = await readCatalog();
const built = {
  local: readTemplates(await assemblyOf({ env: 'local' })),
  dev: readTemplates(await assemblyOf({ env: 'dev' })),
  staging: readTemplates(await assemblyOf({ env: 'staging' })),
  prod: readTemplates(await assemblyOf({ env: 'prod' })),
};

/** Written here again, by hand: a number that is changed in one place only is a mistake. */
const environments = [
  {
    env: 'local',
    cloud: false,
    kept: false,
    guarded: false,
    units: 4_000,
    days: 1,
    rate: 1_000,
    relays: undefined,
  },
  { env: 'dev', cloud: true, kept: false, guarded: false, units: 500, days: 30, rate: 50, relays: undefined },
  { env: 'staging', cloud: true, kept: true, guarded: false, units: 1_000, days: 90, rate: 100, relays: 20 },
  { env: 'prod', cloud: true, kept: true, guarded: true, units: 4_000, days: 365, rate: 500, relays: 50 },
] as const;

const names = contexts.map(({ name }) => name);
const isContext = ({ id }: Template): boolean => names.includes(id.toLowerCase());

type Found = Resource & { readonly logicalId: string; readonly stack: string };
const found = (templates: readonly Template[], type: string): readonly Found[] =>
  templates.flatMap((template) =>
    resourcesOf(template, type).map((resource) => ({ ...resource, stack: template.id })),
  );

/** What CloudFormation does with it when its stack goes: nothing that is said is deletion. */
const goesWith = (resource: Resource): unknown => (resource as { DeletionPolicy?: string }).DeletionPolicy;

describe.each(environments)('in $env', ({ env, cloud, kept, guarded, units, days, rate, relays }) => {
  const templates = built[env];
  const stacks = templates.filter(isContext);
  const policy = kept ? 'Retain' : 'Delete';

  it('there is a stack for each context', () => {
    expect(stacks).toHaveLength(names.length);
  });

  describe('a table', () => {
    const tables = found(stacks, 'AWS::DynamoDB::GlobalTable');
    const [own, projections] = [
      tables.filter(({ logicalId }) => /^Table[0-9A-F]{8}$/.test(logicalId)),
      tables.filter(({ logicalId }) => !/^Table[0-9A-F]{8}$/.test(logicalId)),
    ];

    it('is one for each context, and one for each version of a projection', () => {
      expect(own.map(({ stack }) => stack)).toHaveLength(names.length);
      expect(projections.map(({ stack }) => stack)).toEqual(['Tracking']);
    });

    it('is paid by use, up to a ceiling, and so are its indexes', () => {
      for (const { Properties } of tables) {
        const indexes = (Properties.GlobalSecondaryIndexes ?? []) as readonly object[];
        const replicas = Properties.Replicas as readonly { GlobalSecondaryIndexes?: readonly object[] }[];
        expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
        for (const each of [Properties, ...indexes]) {
          expect(each).toMatchObject({ WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: units } });
        }
        for (const replica of replicas.flatMap((each) => [each, ...(each.GlobalSecondaryIndexes ?? [])])) {
          expect(replica).toMatchObject({ ReadOnDemandThroughputSettings: { MaxReadRequestUnits: units } });
        }
      }
    });

    it('forgets what is kept for a while only, and can be set back to any second of the last 35 days', () => {
      for (const { Properties } of tables) {
        expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
        expect(Properties.Replicas).toMatchObject([
          { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: cloud } },
        ]);
      }
    });

    it('outlives its stack where it should, and is guarded where it must be', () => {
      for (const table of own) {
        expect([goesWith(table), table.Properties.Replicas]).toMatchObject([
          policy,
          [{ DeletionProtectionEnabled: guarded }],
        ]);
      }
      for (const table of projections) expect(goesWith(table)).toBe('Delete');
    });

    it('has a key of its context’s own where it is guarded, which is renewed each year', () => {
      const keys = found(stacks, 'AWS::KMS::Key');
      expect(keys).toHaveLength(guarded ? names.length : 0);
      for (const key of keys) {
        expect(key.Properties.EnableKeyRotation).toBe(true);
        expect(goesWith(key)).toBe('Retain');
      }
      for (const { Properties, stack } of tables) {
        const [key] = keys.filter((each) => each.stack === stack);
        const [replica] = Properties.Replicas as readonly { SSESpecification?: object }[];
        expect(replica?.SSESpecification).toEqual(
          key && { KMSMasterKeyId: { 'Fn::GetAtt': [key.logicalId, 'Arn'] } },
        );
      }
    });
  });

  it('the key of a context is used by its own functions, and only as DynamoDB or its stream asks', () => {
    const uses = found(stacks, 'AWS::IAM::Policy').flatMap(({ Properties, stack, logicalId }) =>
      (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement.filter(({ Action }) =>
        [Action].flat().some((action) => action.startsWith('kms:')),
      ).map((statement) => ({ ...statement, stack, logicalId })),
    );
    expect(uses.length > 0).toBe(guarded);
    for (const { Action, Resource, Condition, stack, logicalId } of uses) {
      const [key] = found(stacks, 'AWS::KMS::Key').filter((each) => each.stack === stack);
      expect([Resource].flat()).toEqual([{ 'Fn::GetAtt': [key?.logicalId, 'Arn'] }]);
      if (Condition === undefined) {
        expect(logicalId).toMatch(/^RelayHandler/);
        expect([Action].flat().sort()).toEqual(['kms:Decrypt', 'kms:DescribeKey']);
      } else {
        expect(Condition).toEqual({
          StringEquals: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' },
        });
      }
    }
  });

  it('a queue is encrypted, keeps for two weeks, and is there for TLS only', () => {
    const queues = found(stacks, 'AWS::SQS::Queue');
    const policies = found(stacks, 'AWS::SQS::QueuePolicy');
    expect(queues.filter(({ logicalId }) => logicalId.startsWith('DeadLetters'))).toHaveLength(names.length);
    for (const { Properties, stack, logicalId } of queues) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
      const own = policies.filter(
        (each) => each.stack === stack && JSON.stringify(each.Properties.Queues).includes(`"${logicalId}"`),
      );
      expect(own, logicalId).toHaveLength(1);
      expect(own[0]?.Properties.PolicyDocument).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Deny',
            Action: 'sqs:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      });
    }
  });

  describe('a function', () => {
    const mine = templates.filter((template) => isContext(template) || template.id === 'Identity');
    const functions = found(mine, 'AWS::Lambda::Function');

    it('writes JSON to a log group of its own', () => {
      const groups = functions.map(({ Properties, stack }) => {
        expect(Properties.LoggingConfig).toMatchObject({ LogFormat: 'JSON' });
        return `${stack} ${(Properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref}`;
      });
      expect(new Set(groups).size).toBe(functions.length);
      const there = found(mine, 'AWS::Logs::LogGroup').map(({ stack, logicalId }) => `${stack} ${logicalId}`);
      expect(there).toEqual(expect.arrayContaining(groups));
    });

    it('that relays has its share of the account set aside; no other has', () => {
      for (const { Properties, logicalId } of functions) {
        const expected = logicalId.startsWith('RelayHandler') ? relays : undefined;
        expect(Properties.ReservedConcurrentExecutions, logicalId).toBe(expected);
      }
    });
  });

  it('a log group forgets, and stays where data stays', () => {
    const groups = found(
      [...stacks, ...templates.filter(({ id }) => id === 'Identity')],
      'AWS::Logs::LogGroup',
    );
    for (const group of groups) {
      expect(group.Properties.RetentionInDays).toBe(days);
      expect(goesWith(group)).toBe(policy);
    }
  });

  describe('an API', () => {
    it('is throttled, and writes a line of JSON for each request', () => {
      const stages = found(stacks, 'AWS::ApiGatewayV2::Stage');
      expect(stages).toHaveLength(names.length);
      for (const { Properties, stack } of stages) {
        expect(Properties).toMatchObject({
          StageName: '$default',
          AutoDeploy: true,
          DefaultRouteSettings: {
            ThrottlingRateLimit: rate,
            ThrottlingBurstLimit: 2 * rate,
            DetailedMetricsEnabled: true,
          },
        });
        const { Format, DestinationArn } = Properties.AccessLogSettings as AccessLogs;
        expect(JSON.parse(Format)).toMatchObject({
          requestId: '$context.requestId',
          route: '$context.routeKey',
          status: '$context.status',
          refused: '$context.authorizer.error',
        });
        const [group] = found(stacks, 'AWS::Logs::LogGroup').filter(
          (each) => each.stack === stack && each.logicalId === DestinationArn['Fn::GetAtt'][0],
        );
        const name = `/aws/vendedlogs/tributary-${env}-${stack.toLowerCase()}-api`;
        expect(group?.Properties.LogGroupName).toBe(name);
      }
    });

    it('may be called by the pages of its environment, and over TLS where it is in the cloud', () => {
      for (const { Properties } of found(stacks, 'AWS::ApiGatewayV2::Api')) {
        const { AllowOrigins, AllowHeaders } = Properties.CorsConfiguration as Cors;
        expect(AllowHeaders).toEqual(expect.arrayContaining(['authorization', 'idempotency-key']));
        expect(AllowOrigins).not.toContain('*');
        const plain = AllowOrigins.filter((origin) => origin.startsWith('http:'));
        expect(plain).toEqual(kept ? [] : ['http://localhost:3000']);
      }
    });

    it('has the routes that are described, each for its scopes, or open where it is signed', () => {
      const deployed = found(stacks, 'AWS::ApiGatewayV2::Route').map(({ Properties, stack }) => ({
        route: `${stack.toLowerCase()} ${Properties.RouteKey}`,
        by: Properties.AuthorizationType,
        scopes: Properties.AuthorizationScopes ?? [],
      }));
      const described = contexts.flatMap(({ name, routes }) =>
        routes.map(({ key, scopes, signature }) => ({
          route: `${name} ${key}`,
          by: signature === undefined ? 'JWT' : 'NONE',
          scopes: scopes.map((scope) => `tributary/${scope}`),
        })),
      );
      const byRoute = (one: { route: string }, other: { route: string }) =>
        one.route < other.route ? -1 : 1;
      expect(deployed.toSorted(byRoute)).toEqual(described.toSorted(byRoute));
    });

    it('believes the clients of its environment’s user pool only', () => {
      const authorizers = found(stacks, 'AWS::ApiGatewayV2::Authorizer');
      expect(authorizers).toHaveLength(names.length);
      for (const { Properties } of authorizers) {
        const text = JSON.stringify(Properties);
        expect(Properties.AuthorizerType).toBe('JWT');
        expect(text.match(/identity:ExportsOutputRef(Client|Carrier)/g)).toHaveLength(2);
        expect(text).toContain(`.amazonaws.com/",{"Fn::ImportValue":"tributary-${env}-identity:`);
      }
    });
  });

  it('all pollers are one group, within what a group may have', () => {
    const mappings = found(stacks, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => 'Topics' in Properties,
    );
    const pollers = mappings.map(({ Properties }) => Properties.ProvisionedPollerConfig as Pollers);
    expect(new Set(pollers.map(({ PollerGroupName }) => PollerGroupName))).toEqual(
      new Set([`tributary-${env}`]),
    );
    expect(mappings.length).toBeLessThanOrEqual(100);
    const most = pollers.reduce((sum, { MaximumPollers }) => sum + MaximumPollers, 0);
    expect(most).toBeLessThanOrEqual(2_000);
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: object;
}

interface AccessLogs {
  readonly Format: string;
  readonly DestinationArn: { readonly 'Fn::GetAtt': readonly string[] };
}

interface Cors {
  readonly AllowOrigins: readonly string[];
  readonly AllowHeaders: readonly string[];
}

interface Pollers {
  readonly PollerGroupName: string;
  readonly MaximumPollers: number;
}
