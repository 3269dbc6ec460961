/** A context's breaker: may pause and resume the mappings of its consumers, and knows how to ask what they depend on. */
import { Duration, Lazy } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type ManagedKafkaEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import type { BoundedContext } from './bounded-context.ts';
import { ContextQueue } from './context-queue.ts';

export interface BreakerProps {
  readonly context: BoundedContext;
}

const timeout = Duration.seconds(30);

/**
 * Consumers know its queue only, since their mappings, which it knows, know them: names in a circle cannot be deployed.
 * A message stays in the queue until it is done with; there is no dead-letter queue for what somebody waits for.
 */
export class Breaker extends Construct {
  readonly #queue: ContextQueue;
  readonly #handler: LambdaFunction;
  readonly #mappings: { [consumer: string]: string[] } = {};
  readonly #probes: { [dependency: string]: string } = {};

  constructor(scope: Construct, id: string, { context }: BreakerProps) {
    super(scope, id);
    this.#queue = new ContextQueue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
    });
    this.#handler = context.handler(this, {
      entry: 'functions/breaker/turn.ts',
      timeout,
      tableActions: ['dynamodb:GetItem'],
      environment: {
        CONTEXT: context.context,
        BREAKER_QUEUE_URL: this.#queue.queueUrl,
        BREAKER_MAPPINGS: Lazy.string({ produce: () => context.toJsonString(this.#mappings) }),
        BREAKER_PROBES: Lazy.string({ produce: () => context.toJsonString(this.#probes) }),
      },
    });
    this.#queue.grantSendMessages(this.#handler);
    this.#handler.addEventSource(new SqsEventSource(this.#queue, { batchSize: 1 }));
    const open = new RunbookAlarm(this, 'Open', {
      metric: new Metric({
        namespace: 'Tributary',
        metricName: 'BreakerOpen',
        dimensionsMap: { Context: context.context },
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // It says something only while it is open, and when it closes.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      says: `Mappings of ${context.context} are paused, since what they depend on is down.`,
      runbook: { page: 'breaker', heading: 'open' },
    });
    context.alarms.late(open);
  }

  /** @param consumer `<context>.<function>` */
  watch(consumer: string, handler: LambdaFunction, mappings: readonly ManagedKafkaEventSource[]): void {
    handler.addEnvironment('BREAKER_QUEUE_URL', this.#queue.queueUrl);
    this.#queue.grantSendMessages(handler);
    this.#mappings[consumer] = mappings.map(({ eventSourceMappingId }) => eventSourceMappingId);
    this.#handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
        resources: mappings.map(({ eventSourceMappingArn }) => eventSourceMappingArn),
      }),
    );
  }

  /** @param url answers below 500 while the dependency is there; the breaker's function must be able to reach it */
  probe(dependency: string, url: string): void {
    this.#probes[dependency] = url;
  }
}
