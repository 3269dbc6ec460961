/** A function that listens to topics, one event source mapping each. */
import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ManagedKafkaEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Contract } from '../../../schemas/contract.ts';
import { ConsumerAlarms } from '../alarms/consumer-alarms.ts';
import { Canary } from '../canary.ts';
import { type BoundedContext, type ContextHandlerProps, commitActions } from './bounded-context.ts';
import { fromTheBeginning, replayIn, type Start } from './replay.ts';

export interface EventConsumerProps {
  readonly context: BoundedContext;
  /** The function's name within its context; part of its consumer groups' names. */
  readonly name: string;
  /** Relative to the root. */
  readonly entry: string;
  readonly topics: readonly Contract[];
  /** @default none beyond the context's own */
  readonly environment?: { readonly [name: string]: string };
  /** Beside what parking needs. @default what commits need */
  readonly tableActions?: ContextHandlerProps['tableActions'];
  /** What its consumer groups are called. @default its name */
  readonly group?: string;
  /** Of a group that has no offsets yet. @default the beginning */
  readonly start?: Start;
}

/** A whole batch of one key's records, one after another, on a bad day. */
const timeout = Duration.minutes(2);

/** Marks are asked for, and put. */
const parkingActions = ['dynamodb:Query', 'dynamodb:PutItem'] as const;

/**
 * A consumer group belongs to one mapping (AWS refuses a second), so it is named
 * `<environment>.<context>.<function>.<topic>`.
 */
export class EventConsumer extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, props: EventConsumerProps) {
    super(scope, id);
    const { context, name, entry, topics, environment, tableActions, start = fromTheBeginning } = props;
    const { kafka, deadLetters } = context;
    const handler = context.handler(this, {
      entry,
      // By these an operator's tools find who handles a parked record, and where a large one is.
      environment: {
        ...environment,
        CONSUMER: `${context.context}.${name}`,
        LETTERS_BUCKET: context.largeLetters.bucketName,
      },
      timeout,
      decodes: true,
      tableActions: [...new Set([...(tableActions ?? commitActions), ...parkingActions])],
    });
    this.handler = handler;
    deadLetters.grantSendMessages(handler);
    context.largeLetters.grantPut(handler);
    const groupOf = (topic: string) =>
      `${context.target.name}.${context.context}.${props.group ?? name}.${topic}`;
    const mappings = topics.map(({ topic, partitions }) => {
      const consumerGroupId = groupOf(topic);
      kafka.grantConsume(handler, topic, consumerGroupId);
      const mapping = new ManagedKafkaEventSource({
        clusterArn: kafka.arn,
        topic,
        consumerGroupId,
        ...start,
        batchSize: 100,
        maxBatchingWindow: Duration.millis(0),
        // Pollers of one environment share their units; without them AWS offers no partial failures.
        provisionedPollerConfig: {
          minimumPollers: 1,
          maximumPollers: context.target.maximumPollers ?? partitions,
          pollerGroupName: `tributary-${context.target.name}`,
        },
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 10,
        onFailure: new SqsDlq(deadLetters),
      });
      handler.addEventSource(mapping);
      return mapping;
    });
    new ConsumerAlarms(this, 'Alarms', {
      context,
      consumer: `${context.context}.${name}`,
      groups: topics.map(({ topic }) => ({ topic, group: groupOf(topic) })),
    });
    if (context.target.cloud) new Canary(this, 'Canary', { handler, deadLetters }).takeMappings();
    context.breaker.watch(`${context.context}.${name}`, handler, mappings);
    this.#replay(props);
  }

  /** Where it is asked for; it may do what every consumer of the context may, and nothing that this one may besides. */
  #replay(props: EventConsumerProps): void {
    const replay = replayIn(this.node);
    if (replay?.consumer !== `${props.context.context}.${props.name}`) return;
    new EventConsumer(this, 'Replay', {
      ...props,
      name: `${props.name}.replay-${replay.name}`,
      environment: { ...props.environment, SIDE_EFFECTS: 'off' },
      start: replay.start,
    });
  }
}
