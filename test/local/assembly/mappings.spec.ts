/** A template's mappings as the poller runs them; what it cannot do is refused by name, never passed over. */
import { describe, expect, it } from 'vitest';
import { mappingsOf } from '../../../local/assembly/mappings.ts';
import type { Template } from '../../../local/assembly/templates.ts';

const provisioned = { MaximumPollers: 8, MinimumPollers: 1, PollerGroupName: 'tributary-test' };
const declared = {
  AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'test.ordering.saga.payment.payment' },
  BatchSize: 50,
  BisectBatchOnFunctionError: true,
  DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Letters', 'Arn'] } } },
  EventSourceArn: 'arn:aws:kafka:us-east-1:000000000000:cluster/test/uuid',
  FunctionName: { Ref: 'Saga' },
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  MaximumBatchingWindowInSeconds: 2,
  MaximumRecordAgeInSeconds: 3_600,
  MaximumRetryAttempts: 7,
  ProvisionedPollerConfig: provisioned,
  StartingPosition: 'AT_TIMESTAMP',
  StartingPositionTimestamp: 1_700_000_000,
  Topics: ['payment.payment'],
};
const plain = {
  EventSourceArn: declared.EventSourceArn,
  AmazonManagedKafkaEventSourceConfig: declared.AmazonManagedKafkaEventSourceConfig,
  FunctionName: declared.FunctionName,
  StartingPosition: 'TRIM_HORIZON',
  Topics: declared.Topics,
};

const mapped = (properties: object) => {
  const resource = (Type: string, Properties: object = {}) => ({
    Type,
    Properties: Properties as { readonly [name: string]: unknown },
  });
  const template: Template = {
    id: 'Ordering',
    stackName: 'tributary-test-ordering',
    resources: {
      Mapping: resource('AWS::Lambda::EventSourceMapping', properties),
      Letters: resource('AWS::SQS::Queue'),
      Told: resource('AWS::SNS::Topic'),
      Archive: resource('AWS::S3::Bucket'),
      Saga: resource('AWS::Lambda::Function', {
        Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'ordering/saga' } },
      }),
    },
  };
  const physicalIds = new Map([
    ['Mapping', 'mapping-1'],
    ['Saga', 'saga-1'],
    ['Letters', 'http://queue/letters'],
  ]);
  return mappingsOf(template, physicalIds)[0];
};

describe('a mapping', () => {
  it('is run with every setting that its template has', () => {
    expect(mapped(declared)).toEqual({
      id: 'ordering/saga/payment.payment',
      uuid: 'mapping-1',
      functionName: 'saga-1',
      eventSourceArn: declared.EventSourceArn,
      topic: 'payment.payment',
      consumerGroup: 'test.ordering.saga.payment.payment',
      startingPosition: 'AT_TIMESTAMP',
      startingPositionTimestamp: 1_700_000_000,
      batchSize: 50,
      windowMs: 2_000,
      enabled: true,
      maximumPollers: 8,
      retryAttempts: 7,
      maximumRecordAgeSeconds: 3_600,
      bisect: true,
      reportFailures: true,
      onFailureQueueUrl: 'http://queue/letters',
    });
  });

  it("is run with AWS's own values where its template has none", () => {
    const { batchSize, windowMs, retryAttempts, maximumRecordAgeSeconds, ...rest } = mapped(plain) ?? {};
    expect({ batchSize, windowMs, retryAttempts, maximumRecordAgeSeconds }).toEqual({
      batchSize: 100,
      windowMs: 500,
      retryAttempts: -1,
      maximumRecordAgeSeconds: -1,
    });
    expect(rest).toMatchObject({ bisect: false, reportFailures: false, enabled: true, maximumPollers: 200 });
  });

  it.each([
    ['a filter', { FilterCriteria: { Filters: [] } }, 'FilterCriteria'],
    ['a tumbling window', { TumblingWindowInSeconds: 60 }, 'TumblingWindowInSeconds'],
    ['a secret', { SourceAccessConfigurations: [] }, 'SourceAccessConfigurations'],
    ['a second topic', { Topics: ['payment.payment', 'ordering.order'] }, 'Topics'],
    ['another answer', { FunctionResponseTypes: ['Everything'] }, 'FunctionResponseTypes'],
    [
      'a registry that decodes',
      { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'group', SchemaRegistryConfig: {} } },
      'SchemaRegistryConfig',
    ],
    [
      'another way of starting pollers',
      { ProvisionedPollerConfig: { ...provisioned, MaximumUnits: 4 } },
      'MaximumUnits',
    ],
    [
      'a topic for what fails',
      { DestinationConfig: { OnFailure: { Destination: 'kafka://dead-letters' } } },
      'Destination',
    ],
    [
      'something for what succeeds',
      { DestinationConfig: { ...declared.DestinationConfig, OnSuccess: {} } },
      'OnSuccess',
    ],
    [
      'a bucket for what fails',
      { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Archive', 'Arn'] } } } },
      'Archive is AWS::S3::Bucket; expected AWS::SQS::Queue',
    ],
    [
      'people who are told what fails',
      { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Told', 'Arn'] } } } },
      'Told is AWS::SNS::Topic',
    ],
  ])('is refused by name when it asks for %s', (_what, change, name) => {
    const refused = () => mapped({ ...declared, ...change });
    expect(refused).toThrow('the poller cannot run Mapping of tributary-test-ordering');
    expect(refused).toThrow(name);
  });

  it.each([
    ['BisectBatchOnFunctionError', true],
    ['FunctionResponseTypes', ['ReportBatchItemFailures']],
    ['MaximumRecordAgeInSeconds', 60],
    ['MaximumRetryAttempts', 3],
  ])('is refused, as AWS does, when it has %s without provisioned pollers', (name, value) => {
    expect(() => mapped({ ...plain, [name]: value })).toThrow(`${name} needs ProvisionedPollerConfig`);
  });
});
