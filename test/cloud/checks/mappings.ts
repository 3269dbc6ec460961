/** Kafka event source mappings, and the relays' mappings on streams. */
import { resolved } from '../assembly/intrinsics.ts';
import { type Assembly, every, type Found } from '../assembly/stacks.ts';
import { type Check, counted, differences } from './check.ts';

const mappings = (assembly: Assembly): readonly Found[] => every(assembly, 'AWS::Lambda::EventSourceMapping');
const kafka = (assembly: Assembly) => mappings(assembly).filter(({ Properties }) => 'Topics' in Properties);
const streams = (assembly: Assembly) =>
  mappings(assembly).filter(({ Properties }) =>
    JSON.stringify(Properties.EventSourceArn).includes('StreamArn'),
  );

export const kafkaMappings: Check = {
  says: 'a consumer reports partial failures, tries ten times, halves what fails, and gives up to the dead letters',
  complaints: (assembly) => [
    ...counted('Kafka mappings', kafka(assembly).length, 26),
    ...kafka(assembly).flatMap(({ name, Properties, stack }) =>
      differences(name, resolved(assembly, stack, Properties) as object, {
        StartingPosition: 'TRIM_HORIZON',
        'FunctionResponseTypes.0': 'ReportBatchItemFailures',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        'DestinationConfig.OnFailure.Destination': `arn:aws:sqs:${stack.region}:111122223333:${stack.stackName}-DeadLetters`,
        'ProvisionedPollerConfig.MinimumPollers': 1,
        'ProvisionedPollerConfig.PollerGroupName': `tributary-${assembly.environment}`,
      }),
    ),
  ],
};

/** `<environment>.<context>.<function>.<topic>`; AWS refuses a group that another mapping has. */
export const groups: Check = {
  says: 'every mapping has a consumer group of its own, of its context and its topic',
  complaints: (assembly) => {
    const named = kafka(assembly).map(({ name, stack, Properties }) => {
      const { ConsumerGroupId: group } = Properties.AmazonManagedKafkaEventSourceConfig as {
        readonly ConsumerGroupId?: string;
      };
      const [topic = ''] = Properties.Topics as readonly string[];
      return { name, group, start: `${assembly.environment}.${stack.id.toLowerCase()}.`, topic };
    });
    const taken = named.map(({ group }) => group);
    return named
      .filter(
        ({ group, start, topic }, index) =>
          group === undefined ||
          !group.startsWith(start) ||
          !group.endsWith(`.${topic}`) ||
          taken.indexOf(group) !== index,
      )
      .map(({ name, group }) => `${name} has the group ${group}`);
  },
};

export const relays: Check = {
  says: 'a relay tries until the stream has four hours left, never in halves, and what it gives up is archived',
  complaints: (assembly) => [
    ...counted('relays', streams(assembly).length, 6),
    ...streams(assembly).flatMap(({ name, stack, Properties }) =>
      differences(name, resolved(assembly, stack, Properties) as object, {
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: false,
        MaximumRetryAttempts: -1,
        MaximumRecordAgeInSeconds: 72_000,
        ParallelizationFactor: 10,
        'DestinationConfig.OnFailure.Destination': `arn:aws:s3:::${stack.stackName}-relayarchivebucket`,
        FilterCriteria: {
          Filters: [
            { Pattern: '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"sk":{"S":["head"]}}}}' },
          ],
        },
        'MetricsConfig.Metrics.0': 'EventCount',
      }),
    ),
  ],
};

export const queueMappings: Check = {
  says: 'a batch of deadlines fails in part, and a message is not seen again while its function still works on it',
  complaints: (assembly) => {
    const onQueues = mappings(assembly).filter(({ Properties }) =>
      /Queue/.test(JSON.stringify(Properties.EventSourceArn)),
    );
    return onQueues.flatMap(({ name, stack, Properties }) => {
      const [queueId = ''] = (Properties.EventSourceArn as { readonly 'Fn::GetAtt': readonly string[] })[
        'Fn::GetAtt'
      ];
      const functionId = (Properties.FunctionName as { readonly Ref: string }).Ref;
      const visible = Number(stack.resources[queueId]?.Properties.VisibilityTimeout ?? 30);
      const timeout = Number(stack.resources[functionId]?.Properties.Timeout);
      const partial = JSON.stringify(Properties.FunctionResponseTypes ?? []).includes(
        'ReportBatchItemFailures',
      );
      return [
        ...(visible > timeout
          ? []
          : [`${name}: seen again after ${visible} s, while ${timeout} s are allowed`]),
        ...(Properties.BatchSize === 1 || partial ? [] : [`${name} fails whole`]),
      ];
    });
  },
};
