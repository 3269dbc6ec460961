/** The stack of crm: who may do what with the import bucket, and what becomes of the files in it. */
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/crm/routes.ts';
import { Crm } from '../../lib/crm.ts';
import { environmentOf } from '../../lib/environments.ts';
import { Identity } from '../../lib/identity.ts';
import { KafkaCluster } from '../../lib/platform/streaming/kafka-cluster.ts';

// Nothing is bundled: the template is what is looked at.
const app = new App({ context: { env: 'dev', 'aws:cdk:bundling-stacks': [] } });
const environment = environmentOf(app.node);
const env = { region: environment.region };
const kafka = new KafkaCluster({
  arn: 'arn:aws:kafka:eu-central-1:111111111111:cluster/a/b',
  brokers: 'b:9098',
  auth: 'iam',
});
const identity = new Identity(app, 'Identity', { environment, env });
const template = Template.fromStack(new Crm(app, 'Crm', { environment, env, kafka, identity }));

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const policiesOf = (type: string, name: string): readonly Statement[] =>
  Object.entries(template.findResources(type))
    .filter(([logicalId]) => logicalId.startsWith(name))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);

/** As `<action> <resource>`, the resource by the part of its logical id that people wrote. */
const grantsOf = (statements: readonly Statement[], service: string): readonly string[] =>
  statements
    .flatMap(({ Action, Resource }) => [Action].flat().map((action) => `${action} ${nameIn(Resource)}`))
    .filter((grant) => grant.startsWith(service))
    .sort();

const nameIn = (resource: unknown): string => {
  const text = JSON.stringify(resource);
  const [, id = ''] = /"([A-Z]\w+?)[0-9A-F]{8}"/.exec(text) ?? [];
  const [, path = ''] = /"(\/[^"]*)"/.exec(text) ?? [];
  return `${id}${path}`;
};

describe('the import bucket', () => {
  it('is private, encrypted, and forgets after 30 days', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [Match.objectLike({ ExpirationInDays: 30, Prefix: 'imports/', Status: 'Enabled' })],
      },
    });
  });

  it('is spoken to over TLS only', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });

  it('tells its queue of new files, which takes that from no other account', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'imports/' }] } },
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 's3.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });
});

describe('who puts files', () => {
  it('may put them, and do nothing else', () => {
    const statements = policiesOf('AWS::IAM::ManagedPolicy', 'ImporterUploads');
    expect(grantsOf(statements, '')).toEqual(['s3:PutObject ImporterBucket/imports/*']);
  });
});

describe('the function that imports', () => {
  const statements = policiesOf('AWS::IAM::Policy', 'ImporterHandler');

  it('may read files, and neither list, change nor remove any', () => {
    expect(grantsOf(statements, 's3:')).toEqual(['s3:GetObject ImporterBucket/imports/*']);
  });

  it('may read and write the table of crm', () => {
    expect(grantsOf(statements, 'dynamodb:')).toEqual([
      'dynamodb:BatchGetItem Table',
      'dynamodb:GetItem Table',
      'dynamodb:PutItem Table',
    ]);
  });

  it('ends before its message comes again', () => {
    const [visible = 0] = Object.entries(template.findResources('AWS::SQS::Queue'))
      .filter(([logicalId]) => logicalId.startsWith('ImporterQueue'))
      .map(([, { Properties }]) => Properties.VisibilityTimeout);
    const [timeout = 0] = Object.entries(template.findResources('AWS::Lambda::Function'))
      .filter(([logicalId]) => logicalId.startsWith('ImporterHandler'))
      .map(([, { Properties }]) => Properties.Timeout);
    expect(timeout).toBe(300);
    expect(visible).toBeGreaterThan(timeout);
  });
});

describe('the function that answers requests', () => {
  const statements = policiesOf('AWS::IAM::Policy', 'ApiHandler');

  it('may put files and read the table, and send nothing to the queue', () => {
    expect(grantsOf(statements, 's3:')).toEqual(['s3:PutObject ImporterBucket/imports/*']);
    expect(grantsOf(statements, 'dynamodb:')).toEqual([
      'dynamodb:GetItem Table',
      'dynamodb:PutItem Table',
      'dynamodb:Query Table',
    ]);
    expect(grantsOf(statements, 'sqs:')).toEqual([]);
  });
});

it('has every route that is described, each behind a token', () => {
  const found = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
  const keys = found.map(({ Properties }) => Properties.RouteKey);
  expect(keys.sort()).toEqual(routes.map(({ key }) => key).sort());
  for (const { Properties } of found) expect(Properties.AuthorizationType).toBe('JWT');
});
