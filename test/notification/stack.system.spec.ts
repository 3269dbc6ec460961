/** The stack grants each function what it does, and nothing else. */
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { environmentOf } from '../../lib/environments.ts';
import { Identity } from '../../lib/identity.ts';
import { Notification } from '../../lib/notification.ts';
import { KafkaCluster } from '../../lib/platform/streaming/kafka-cluster.ts';

/** Functions are not bundled: what they hold is not the question. */
const app = new App({ context: { env: 'dev', 'aws:cdk:bundling-stacks': [] } });
const environment = environmentOf(app.node);
const arn = 'arn:aws:kafka:eu-central-1:111111111111:cluster/c/u';
const template = Template.fromStack(
  new Notification(app, 'Notification', {
    environment,
    kafka: new KafkaCluster({ arn, brokers: '', auth: 'iam' }),
    identity: new Identity(app, 'Identity', { environment }),
  }),
);

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const statementsOf = (role: string): readonly Statement[] =>
  Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as readonly Statement[]);

const grantsOf = (role: string, service: string): readonly Statement[] =>
  statementsOf(role).filter(({ Action }) =>
    [Action].flat().some((action) => action.startsWith(`${service}:`)),
  );

const actions = (role: string, service: string): readonly string[] =>
  grantsOf(role, service)
    .flatMap(({ Action }) => Action)
    .map((action) => action.slice(service.length + 1))
    .sort();

it('lets the consumer send mail from one address of one domain', () => {
  expect(grantsOf('Mail', 'ses')).toEqual([
    {
      Action: 'ses:SendEmail',
      Effect: 'Allow',
      Resource: { 'Fn::Join': ['', expect.arrayContaining([expect.stringMatching(/:identity\/$/)])] },
      Condition: { StringEquals: { 'ses:FromAddress': 'orders@dev.tributary.example' } },
    },
  ]);
  template.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'dev.tributary.example' });
  const own = Object.entries(template.findResources('AWS::Lambda::Function')).filter(
    ([logicalId]) => !logicalId.startsWith('Breaker'),
  );
  expect(own).toHaveLength(2);
  for (const [, { Properties }] of own) {
    expect(Properties.Environment.Variables).toMatchObject({ MAIL_FROM: 'orders@dev.tributary.example' });
  }
});

it('lets the consumer write to the table, and the API ask it', () => {
  expect(actions('Mail', 'dynamodb')).toEqual(['GetItem', 'PutItem', 'Query', 'UpdateItem']);
  expect(actions('Api', 'dynamodb')).toEqual(['Query']);
  expect(actions('Api', 'ses')).toEqual([]);
  for (const role of ['Mail', 'Api']) {
    const table = { 'Fn::GetAtt': [expect.stringMatching(/^Table/), 'Arn'] };
    expect(grantsOf(role, 'dynamodb').flatMap(({ Resource }) => Resource)).toEqual([table]);
  }
});

it('says nothing on Kafka, and forgets messages whose time has come', () => {
  expect(statementsOf('').flatMap(({ Action }) => Action)).not.toContain('kafka-cluster:WriteData');
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    StreamSpecification: Match.absent(),
  });
});
