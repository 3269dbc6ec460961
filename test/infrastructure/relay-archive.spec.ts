/** What no relay could send for 20 hours goes into a bucket whole, and somebody is told long before. */
import { describe, expect, inject, it } from 'vitest';
import { readTemplates, resourcesOf, type Template } from '../../local/assembly/templates.ts';

const templates = readTemplates(inject('assembly'));
const streamed = templates.filter((template) =>
  resourcesOf(template, 'AWS::DynamoDB::GlobalTable').some(
    ({ Properties }) => Properties.StreamSpecification !== undefined,
  ),
);

const one = (template: Template, type: string, prefix: string) => {
  const found = resourcesOf(template, type).filter(({ logicalId }) => logicalId.startsWith(prefix));
  const [resource] = found;
  if (resource === undefined || found.length > 1) {
    throw new Error(`${template.id} has ${found.length} ${type} named ${prefix}…`);
  }
  return resource;
};

it('concerns every context that publishes', () => {
  expect(streamed.map(({ id }) => id)).toEqual([
    'Crm',
    'Ordering',
    'Inventory',
    'Payment',
    'Shipping',
    'Returns',
  ]);
});

describe.each(streamed)('the relay of $id', (template) => {
  const mapping = one(template, 'AWS::Lambda::EventSourceMapping', 'RelayHandlerDynamoDBEventSource');
  const handler = one(template, 'AWS::Lambda::Function', 'RelayHandler');
  const bucket = one(template, 'AWS::S3::Bucket', 'RelayArchiveBucket');

  it('skips nothing, and leaves four of the 24 hours of the stream for what is archived', () => {
    const { MaximumRetryAttempts, MaximumRecordAgeInSeconds, BisectBatchOnFunctionError, DestinationConfig } =
      mapping.Properties;
    expect({ MaximumRetryAttempts, MaximumRecordAgeInSeconds, BisectBatchOnFunctionError }).toEqual({
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 20 * 3_600,
      BisectBatchOnFunctionError: false,
    });
    expect(DestinationConfig).toEqual({
      OnFailure: { Destination: { 'Fn::GetAtt': [bucket.logicalId, 'Arn'] } },
    });
  });

  it('may put files into its archive, and neither read nor remove them', () => {
    const policy = one(template, 'AWS::IAM::Policy', 'RelayHandler');
    const { Statement } = policy.Properties.PolicyDocument as {
      Statement: readonly { Action: string | readonly string[]; Resource: unknown }[];
    };
    const grants = Statement.filter(({ Resource }) => JSON.stringify(Resource).includes(bucket.logicalId));
    expect(grants.flatMap(({ Action }) => [Action].flat()).sort()).toEqual(['s3:ListBucket', 's3:PutObject']);
  });

  it('has an archive that is private, encrypted, for TLS only, and forgets after 30 days', () => {
    const { LifecycleConfiguration, PublicAccessBlockConfiguration, BucketEncryption } = bucket.Properties;
    expect(LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 30, Status: 'Enabled' }] });
    expect(Object.values(PublicAccessBlockConfiguration as object)).toEqual([true, true, true, true]);
    expect(BucketEncryption).toBeDefined();
    const policy = one(template, 'AWS::S3::BucketPolicy', 'RelayArchiveBucket');
    expect(JSON.stringify(policy.Properties)).toContain(
      '{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
    );
  });

  it.each([
    ['Behind', 'IteratorAge', { FunctionName: handler.logicalId }, 900_000, 'Maximum'],
    [
      'Archived',
      'OnFailureDestinationDeliveredEventCount',
      { EventSourceMappingUUID: mapping.logicalId },
      1,
      'Sum',
    ],
    ['Unarchived', 'DestinationDeliveryFailures', { FunctionName: handler.logicalId }, 1, 'Sum'],
  ])('alarms when it is %s, by %s', (name, MetricName, dimensions, Threshold, Statistic) => {
    const { Properties } = one(template, 'AWS::CloudWatch::Alarm', `RelayAlarms${name}`);
    const Dimensions = Object.entries(dimensions).map(([Name, Ref]) => ({ Name, Value: { Ref } }));
    expect(Properties).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName,
      Dimensions,
      Threshold,
      Statistic,
    });
    expect(Properties.ComparisonOperator).toBe('GreaterThanOrEqualToThreshold');
    expect(Properties.AlarmDescription).toContain(`See docs/runbooks/relay-outage.md#${name.toLowerCase()}.`);
  });

  it('counts the events of its mapping, or one of the alarms would never hear anything', () => {
    expect(mapping.Properties.MetricsConfig).toEqual({ Metrics: ['EventCount'] });
  });
});
