/** The Kafka event source mappings that the templates declare, with the names that deployment gave. */
import { z } from 'zod';
import type { Mapping } from '../poller/mapping.ts';
import { type Resource, resourcesOf, type Template } from './templates.ts';

/** By logical id: a function's name, a queue's URL. */
export type PhysicalIds = ReadonlyMap<string, string>;

const properties = z.strictObject({
  AmazonManagedKafkaEventSourceConfig: z.object({ ConsumerGroupId: z.string() }),
  BatchSize: z.number().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  DestinationConfig: z
    .object({
      OnFailure: z.object({
        Destination: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
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
  ProvisionedPollerConfig: z.object({ MaximumPollers: z.number() }).default({ MaximumPollers: 200 }),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']),
  StartingPositionTimestamp: z.number().optional(),
  Topics: z.tuple([z.string()]),
});

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
  const parsed = properties.safeParse(Properties);
  if (!parsed.success) {
    const faults = z.prettifyError(parsed.error);
    throw new Error(`the poller cannot run ${logicalId} of ${template.stackName}:\n${faults}`);
  }
  const { data } = parsed;
  const queue = data.DestinationConfig?.OnFailure.Destination['Fn::GetAtt'][0];
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
    maximumPollers: data.ProvisionedPollerConfig.MaximumPollers,
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
