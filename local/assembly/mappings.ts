/** The Kafka event source mappings that the templates declare, with the names that deployment gave. */
import * as z from 'zod';
import type { Mapping } from '../poller/mapping.ts';
import { type Resource, resourcesOf, type Template } from './templates.ts';

/** By logical id: a function's name, a queue's URL. */
export type PhysicalIds = ReadonlyMap<string, string>;

const properties = z.strictObject({
  AmazonManagedKafkaEventSourceConfig: z.strictObject({ ConsumerGroupId: z.string() }),
  BatchSize: z.number().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  DestinationConfig: z
    .strictObject({
      OnFailure: z.strictObject({
        Destination: z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
      }),
    })
    .optional(),
  Enabled: z.boolean().default(true),
  EventSourceArn: z.string(),
  FunctionName: z.object({ Ref: z.string() }),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  MaximumBatchingWindowInSeconds: z.number().default(0.5),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  MaximumRetryAttempts: z.number().default(-1),
  ProvisionedPollerConfig: z
    .strictObject({
      MaximumPollers: z.number().default(200),
      // How many there are before they are needed, and whom they share their units with, changes no semantics.
      MinimumPollers: z.number().optional(),
      PollerGroupName: z.string().optional(),
    })
    .optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']),
  StartingPositionTimestamp: z.number().optional(),
  Topics: z.tuple([z.string()]),
});

const queueType = 'AWS::SQS::Queue';

/** https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html */
const provisionedOnly = (given: Resource['Properties']): string | undefined =>
  [
    'BisectBatchOnFunctionError',
    'FunctionResponseTypes',
    'MaximumRecordAgeInSeconds',
    'MaximumRetryAttempts',
  ].find((name) => name in given);

/** @throws Error naming the mapping and the property that a laptop cannot follow */
export const mappingsOf = (template: Template, physicalIds: PhysicalIds): readonly Mapping[] =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
    .filter(({ Properties }) => 'Topics' in Properties)
    .map((resource) => mappingOf(template, resource, physicalIds));

const mappingOf = (
  template: Template,
  { logicalId, Properties }: Resource & { readonly logicalId: string },
  physicalIds: PhysicalIds,
): Mapping => {
  const refuse = (why: string): never => {
    throw new Error(`the poller cannot run ${logicalId} of ${template.stackName}:\n${why}`);
  };
  const parsed = properties.safeParse(Properties);
  if (!parsed.success) return refuse(z.prettifyError(parsed.error));
  const { data } = parsed;
  const queue = data.DestinationConfig?.OnFailure.Destination['Fn::GetAtt'][0];
  const destination = queue === undefined ? queueType : template.resources[queue]?.Type;
  if (destination !== queueType) refuse(`its destination ${queue} is ${destination}; expected ${queueType}`);
  const unprovided = data.ProvisionedPollerConfig === undefined ? provisionedOnly(Properties) : undefined;
  if (unprovided !== undefined)
    refuse(`${unprovided} needs ProvisionedPollerConfig, without which AWS refuses it`);
  const timestamp = data.StartingPositionTimestamp;
  const topic = data.Topics[0];
  return {
    id: `${nameOf(template, data.FunctionName.Ref)}/${topic}`,
    uuid: physical(physicalIds, logicalId),
    functionName: physical(physicalIds, data.FunctionName.Ref),
    eventSourceArn: data.EventSourceArn,
    topic,
    consumerGroup: data.AmazonManagedKafkaEventSourceConfig.ConsumerGroupId,
    startingPosition: data.StartingPosition,
    ...(timestamp !== undefined && { startingPositionTimestamp: timestamp }),
    batchSize: data.BatchSize,
    windowMs: data.MaximumBatchingWindowInSeconds * 1_000,
    enabled: data.Enabled,
    maximumPollers: data.ProvisionedPollerConfig?.MaximumPollers ?? 200,
    retryAttempts: data.MaximumRetryAttempts,
    maximumRecordAgeSeconds: data.MaximumRecordAgeInSeconds,
    bisect: data.BisectBatchOnFunctionError,
    reportFailures: data.FunctionResponseTypes.length > 0,
    ...(queue !== undefined && { onFailureQueueUrl: physical(physicalIds, queue) }),
  };
};

const named = z.object({
  Environment: z.object({ Variables: z.object({ POWERTOOLS_SERVICE_NAME: z.string() }) }),
});

/** As in its logs, such as `ordering/saga`. */
const nameOf = ({ resources }: Template, functionId: string): string =>
  named.parse(resources[functionId]?.Properties).Environment.Variables.POWERTOOLS_SERVICE_NAME;

const physical = (ids: PhysicalIds, logicalId: string): string => {
  const id = ids.get(logicalId);
  if (id === undefined) throw new Error(`${logicalId} is in the template and was not deployed`);
  return id;
};
