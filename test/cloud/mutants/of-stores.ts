/** Tables, queues, buckets, functions and logs that keep too little, too long, or for too many. */
import { drop, type Mutant, set } from './mutant.ts';

const table = 'AWS::DynamoDB::GlobalTable';
const queue = 'AWS::SQS::Queue';
const bucket = 'AWS::S3::Bucket';
const fn = 'AWS::Lambda::Function';

export const ofStores: readonly Mutant[] = [
  {
    name: 'a table cannot be restored',
    noticedBy: 'tables',
    change: set(
      table,
      'Payment/Table',
      'Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
      false,
    ),
  },
  {
    name: 'a table keeps what has expired',
    noticedBy: 'tables',
    change: set(table, 'Payment/Table', 'TimeToLiveSpecification', undefined),
  },
  {
    name: 'a stream tells keys only',
    noticedBy: 'tables',
    change: set(table, 'Payment/Table', 'StreamSpecification.StreamViewType', 'KEYS_ONLY'),
  },
  {
    name: 'a table of prod can be deleted',
    noticedBy: 'guards',
    change: set(table, 'Payment/Table', 'Replicas.0.DeletionProtectionEnabled', false),
  },
  {
    name: 'a table of prod is encrypted with a key of everybody',
    noticedBy: 'guards',
    change: set(table, 'Payment/Table', 'Replicas.0.SSESpecification', undefined),
  },
  {
    name: 'a key of prod never changes',
    noticedBy: 'guards',
    change: set('AWS::KMS::Key', 'Payment/Key', 'EnableKeyRotation', false),
  },
  {
    name: 'dead letters are gone after four days',
    noticedBy: 'queues',
    change: set(queue, 'Payment/DeadLetters', 'MessageRetentionPeriod', 345_600),
  },
  {
    name: 'deadlines that fail are tried for ever',
    noticedBy: 'queues',
    change: set(queue, 'Payment/DeadlinesQueue', 'RedrivePolicy', undefined),
  },
  {
    name: 'a queue takes what comes without TLS',
    noticedBy: 'transport',
    change: drop('AWS::SQS::QueuePolicy', 'Payment/DeadLetters'),
  },
  {
    name: 'a bucket gives to those without TLS',
    noticedBy: 'transport',
    change: drop('AWS::S3::BucketPolicy', 'Payment/LargeLetters'),
  },
  {
    name: 'a bucket may be opened to the public',
    noticedBy: 'buckets',
    change: set(bucket, 'Crm/ImporterBucket', 'PublicAccessBlockConfiguration.BlockPublicPolicy', false),
  },
  {
    name: 'a bucket is not encrypted',
    noticedBy: 'buckets',
    change: set(bucket, 'Crm/ImporterBucket', 'BucketEncryption', undefined),
  },
  {
    name: 'imports are kept for ten years',
    noticedBy: 'buckets',
    change: set(bucket, 'Crm/ImporterBucket', 'LifecycleConfiguration.Rules.0.ExpirationInDays', 3_650),
  },
  {
    name: 'large letters are gone after a week',
    noticedBy: 'buckets',
    change: set(bucket, 'Sales/LargeLetters', 'LifecycleConfiguration.Rules.0.ExpirationInDays', 7),
  },
  {
    name: 'a function writes its log for ever',
    noticedBy: 'logs',
    change: set('AWS::Logs::LogGroup', 'Sales/ApiHandlerLogs', 'RetentionInDays', undefined),
  },
  {
    name: 'a function has no log group of its own',
    noticedBy: 'logs',
    change: set(fn, 'Sales/ApiHandler', 'LoggingConfig', undefined),
  },
  {
    name: 'a function runs on a Node that nobody mends',
    noticedBy: 'runtimes',
    change: set(fn, 'Sales/ApiHandler', 'Runtime', 'nodejs18.x'),
  },
  {
    name: 'a function may run for a quarter of an hour',
    noticedBy: 'runtimes',
    change: set(fn, 'Sales/ApiHandler', 'Timeout', 900),
  },
  {
    name: 'a relay is outside of the brokers’ network',
    noticedBy: 'places',
    change: set(fn, 'Crm/RelayHandler', 'VpcConfig', undefined),
  },
  {
    name: 'a function is told of another context’s table',
    noticedBy: 'surroundings',
    change: set(fn, 'Sales/ApiHandler', 'Environment.Variables.TABLE_NAME', 'tributary-prod-payment-Table'),
  },
];
