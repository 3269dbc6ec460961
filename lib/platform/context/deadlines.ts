/** A context's deadlines: a queue that delays them, and the function that handles those whose time has come. */
import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { missedDeadlines } from '../alarms/missed-deadlines.ts';
import type { BoundedContext } from './bounded-context.ts';
import { ContextQueue } from './context-queue.ts';

export interface DeadlinesProps {
  readonly context: BoundedContext;
  /** Relative to the root. */
  readonly entry: string;
  /** @default none beyond the context's own */
  readonly environment?: { readonly [name: string]: string };
}

const timeout = Duration.seconds(30);

export class Deadlines extends Construct {
  constructor(scope: Construct, id: string, { context, entry, environment }: DeadlinesProps) {
    super(scope, id);
    const { relay } = context;
    if (relay === undefined)
      throw new Error(`${context.context} publishes nothing, and so sets no deadlines`);
    const queue = new ContextQueue(this, 'Queue', {
      // AWS advises six times the function's time-out.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: context.deadLetters, maxReceiveCount: 10 },
    });
    const handler = context.handler(this, {
      entry,
      timeout,
      environment: { DEADLINE_QUEUE_URL: queue.queueUrl, ...environment },
    });
    handler.addEventSource(new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
    relay.handler.addEnvironment('DEADLINE_QUEUE_URL', queue.queueUrl);
    for (const armed of [handler, relay.handler]) queue.grantSendMessages(armed);
    context.alarms.late(missedDeadlines(this, context.context));
  }
}
