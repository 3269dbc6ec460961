/** Rights that grow, move or vanish. */
import { add, type Mutant, regrant, set } from './mutant.ts';

const anywhere = { PolicyDocument: { Version: '2012-10-17', Statement: [] } };

export const ofGrants: readonly Mutant[] = [
  {
    name: 'a saga may delete items',
    noticedBy: 'grants',
    change: regrant('Ordering/SagaHandler', 'dynamodb:GetItem', (statement) => {
      statement.Action = [statement.Action, 'dynamodb:DeleteItem'].flat();
    }),
  },
  {
    name: 'an API may do anything with its table',
    noticedBy: 'wildcards',
    change: regrant('Ordering/ApiHandler', 'dynamodb:GetItem', (statement) => {
      statement.Action = 'dynamodb:*';
    }),
  },
  {
    name: 'an API may read any table',
    noticedBy: 'wildcards',
    change: regrant('Ordering/ApiHandler', 'dynamodb:GetItem', (statement) => {
      statement.Resource = '*';
    }),
  },
  {
    name: 'a consumer may join any group',
    noticedBy: 'wildcards',
    change: regrant('Ordering/SagaHandler', 'kafka-cluster:AlterGroup', (statement) => {
      statement.Resource = 'arn:aws:kafka:eu-central-1:111122223333:group/*';
    }),
  },
  {
    name: 'a relay may read what it writes',
    noticedBy: 'grants',
    change: regrant('Payment/RelayHandler', 'kafka-cluster:WriteData', (statement) => {
      statement.Action = [statement.Action, 'kafka-cluster:ReadData'].flat();
    }),
  },
  {
    name: 'a relay may no longer write idempotently',
    noticedBy: 'grants',
    change: regrant('Payment/RelayHandler', 'kafka-cluster:WriteDataIdempotently', (statement) => {
      statement.Action = 'kafka-cluster:Connect';
    }),
  },
  {
    name: 'a consumer may no longer put dead letters',
    noticedBy: 'grants',
    change: regrant('Sales/WindowsHandler', 'sqs:SendMessage', (statement) => {
      statement.Action = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
    }),
  },
  {
    name: 'letters are sent in any name',
    noticedBy: 'grants',
    change: regrant('Notification/MailHandler', 'ses:SendEmail', (statement) => {
      Object.assign(statement, { Condition: undefined });
    }),
  },
  {
    name: 'a relay may remove what it archived',
    noticedBy: 'grants',
    change: regrant('Crm/RelayHandler', 's3:PutObject', (statement) => {
      statement.Action = ['s3:PutObject', 's3:DeleteObject'];
    }),
  },
  {
    name: 'a breaker may pause every mapping',
    noticedBy: 'wildcards',
    change: regrant('Payment/BreakerHandler', 'lambda:UpdateEventSourceMapping', (statement) => {
      statement.Resource = 'arn:aws:lambda:eu-central-1:111122223333:event-source-mapping:*';
    }),
  },
  {
    name: 'an API has administrators’ rights',
    noticedBy: 'grants',
    change: set(
      'AWS::IAM::Role',
      'Shipping/ApiHandlerServiceRole',
      'ManagedPolicyArns.0',
      'arn:aws:iam::aws:policy/AdministratorAccess',
    ),
  },
  {
    name: 'somebody has a role that nobody declared',
    noticedBy: 'grants',
    change: add('Sales', 'Stranger', { Type: 'AWS::IAM::Role', Properties: { Policies: [anywhere] } }),
  },
];
