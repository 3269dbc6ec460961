/** Tables, queues and buckets. */
import { resolved } from '../assembly/intrinsics.ts';
import { type Assembly, every, type Found } from '../assembly/stacks.ts';
import { type Check, counted, differences } from './check.ts';

const isRebuildable = ({ name }: Found): boolean => /\/\w+V\d+Table$/.test(name);

export const tables: Check = {
  says: 'a table is paid by use, can be restored to any second, forgets what has expired, and tells its relay of all else',
  complaints: (assembly) => {
    const found = every(assembly, 'AWS::DynamoDB::GlobalTable').filter((table) => !isRebuildable(table));
    const streamed = found.filter(({ Properties }) => Properties.StreamSpecification !== undefined);
    return [
      ...counted('tables of contexts', found.length, 9),
      ...counted('tables with a stream', streamed.length, 6),
      ...found.flatMap(({ name, Properties }) =>
        differences(name, Properties, {
          BillingMode: 'PAY_PER_REQUEST',
          'Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled': true,
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        }),
      ),
      ...streamed.flatMap(({ name, Properties }) =>
        differences(name, Properties, { 'StreamSpecification.StreamViewType': 'NEW_IMAGE' }),
      ),
    ];
  },
};

/** Where data is guarded: it has a key of the context's own, and cannot be deleted. */
export const guards: Check = {
  says: 'in prod a table has a key of its context, which changes, and neither goes when its stack does',
  complaints: (assembly) =>
    assembly.environment !== 'prod'
      ? []
      : [
          // One of each context, and of the topics, the pager and the backups.
          ...counted('keys', every(assembly, 'AWS::KMS::Key').length, 12),
          ...every(assembly, 'AWS::KMS::Key').flatMap((key) => [
            ...differences(key.name, key.Properties, { EnableKeyRotation: true }),
            ...differences(key.name, key, { DeletionPolicy: 'Retain' }),
          ]),
          ...every(assembly, 'AWS::DynamoDB::GlobalTable')
            .filter((table) => !isRebuildable(table))
            .flatMap((table) => [
              ...differences(table.name, table, { DeletionPolicy: 'Retain' }),
              ...differences(table.name, resolved(assembly, table.stack, table.Properties) as object, {
                'Replicas.0.DeletionProtectionEnabled': true,
                'Replicas.0.SSESpecification.KMSMasterKeyId': `arn:aws:kms:${table.stack.region}:111122223333:key/${table.stack.stackName}-Key`,
                SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
              }),
            ]),
        ],
};

export const queues: Check = {
  says: 'a queue keeps for 14 days, and what nobody can handle goes to the dead letters after ten times',
  complaints: (assembly) =>
    every(assembly, 'AWS::SQS::Queue').flatMap((queue) => {
      const final = /\/(DeadLetters|BreakerQueue)$/.test(queue.name);
      const { stack } = queue;
      return differences(queue.name, resolved(assembly, stack, queue.Properties) as object, {
        MessageRetentionPeriod: 1_209_600,
        ...(!final && {
          RedrivePolicy: {
            deadLetterTargetArn: `arn:aws:sqs:${stack.region}:111122223333:${stack.stackName}-DeadLetters`,
            maxReceiveCount: 10,
          },
        }),
      });
    }),
};

export const buckets: Check = {
  says: 'a bucket is private, encrypted, and forgets',
  complaints: (assembly) =>
    every(assembly, 'AWS::S3::Bucket').flatMap(({ name, Properties }) => [
      ...differences(name, Properties, {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        'LifecycleConfiguration.Rules.0.Status': 'Enabled',
      }),
      ...(Properties.BucketEncryption === undefined ? [`${name} is not encrypted`] : []),
      ...kept(name, Properties),
    ]),
};

/** Letters are kept for a year, other files for a month. */
const kept = (name: string, properties: Found['Properties']): readonly string[] =>
  differences(name, properties, {
    'LifecycleConfiguration.Rules.0.ExpirationInDays': /LargeLetters/.test(name) ? 365 : 30,
  });

/** Of queues and buckets; the policies of those are beside them. */
export const transport: Check = {
  says: 'every queue and every bucket refuses who comes without TLS',
  complaints: (assembly) => [
    ...unguarded(assembly, 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy'),
    ...unguarded(assembly, 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy'),
  ],
};

const unguarded = (assembly: Assembly, type: string, policyType: string): readonly string[] => {
  const policies = every(assembly, policyType);
  return every(assembly, type)
    .filter(
      ({ stack, logicalId }) =>
        !policies.some(
          (policy) =>
            policy.stack.id === stack.id &&
            JSON.stringify([policy.Properties.Queues, policy.Properties.Bucket]).includes(`"${logicalId}"`) &&
            JSON.stringify(policy.Properties.PolicyDocument).includes(
              '"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny","Principal":{"AWS":"*"}',
            ),
        ),
    )
    .map(({ name }) => `${name} takes what comes without TLS`);
};
