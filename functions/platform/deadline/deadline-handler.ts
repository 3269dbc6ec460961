/** A Lambda function that handles deadlines whose time has come, and arms the others again. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Outcome } from '../commit/aggregate.ts';
import { isRefusal, type Message } from '../commit/decider.ts';
import type { Cause } from '../contract/cause.ts';
import { PermanentFailure } from '../failure.ts';
import { count, publishFigures } from '../figures.ts';
import { logger, observed } from '../observed.ts';
import { inDeadlineSpan } from '../tracing/deadline-span.ts';
import * as z from '../zod.ts';
import type { ArmedDeadline } from './deadline.ts';
import type { Arm } from './deadline-queue.ts';

export interface DeadlinesProps {
  readonly arm: Arm;
  /** By `<context>/<aggregate>`: what handles its commands. A refusal means that the deadline came too late. */
  readonly aggregates: { readonly [name: string]: (command: Message, cause: Cause) => Promise<object> };
  /** Milliseconds since 1970. @default the clock */
  readonly now?: () => number;
  /** Told of each deadline that somebody did not keep: it came, and changed something. @default nobody asks */
  readonly missed?: (deadline: ArmedDeadline) => void;
}

const armed = z.object({
  id: z.string().check(z.minLength(1)),
  aggregate: z.string().check(z.minLength(1)),
  at: z.number(),
  command: z.object({ type: z.string().check(z.minLength(1)), data: z.record(z.string(), z.unknown()) }),
  correlationId: z.string(),
  traceparent: z.optional(z.string()),
});

/**
 * Each message by itself: what fails stays in the queue, and moves to the dead-letter queue after a number of times.
 * A deadline that comes twice has its effect once, by its cause.
 */
export const eachDeadline =
  (props: DeadlinesProps) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await Promise.all(Records.map((record) => isDone(record, props)));
    return {
      batchItemFailures: Records.filter((_, index) => !failed[index]).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    };
  };

const isDone = async (record: SQSRecord, props: DeadlinesProps): Promise<boolean> => {
  try {
    await handle(deadlineIn(record), props);
    return true;
  } catch (error) {
    logger.warn('to be retried', { messageId: record.messageId, body: record.body, error: error as Error });
    return false;
  }
};

const deadlineIn = ({ body }: SQSRecord): ArmedDeadline => {
  try {
    return armed.parse(JSON.parse(body));
  } catch (cause) {
    throw new PermanentFailure('the message is not a deadline', { cause });
  }
};

const handle = async (deadline: ArmedDeadline, props: DeadlinesProps): Promise<void> => {
  const { arm, aggregates, now = Date.now, missed } = props;
  const { id, aggregate, at, command, correlationId, traceparent } = deadline;
  if (at > now()) return arm([deadline]);
  const handleCommand = aggregates[aggregate];
  if (handleCommand === undefined) {
    throw new PermanentFailure(`${aggregate} is none of ${Object.keys(aggregates).join(', ')}`);
  }
  const cause = { id: `deadline:${id}`, by: 'deadline', correlationId, traceparent };
  const outcome = await inDeadlineSpan(deadline, () => handleCommand(command, cause));
  if (isRefusal(outcome)) logger.info('came too late', { id, ...outcome });
  else if (isChange(outcome)) missed?.(deadline);
};

/** A repeat has changed something before, and was told of then. */
const isChange = (outcome: object): boolean => {
  const { events = [], repeated = false } = outcome as Partial<Outcome<unknown>>;
  return events.length > 0 && !repeated;
};

/** @param consumer `<context>.<function>` */
export const deadlineHandler = (consumer: string, props: DeadlinesProps) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(observed(consumer))
    .handler(
      eachDeadline({
        missed: ({ id, aggregate, command: { type }, correlationId }) => {
          logger.info('a deadline was missed', { id, aggregate, type, correlationId });
          const [context = ''] = consumer.split('.');
          publishFigures({ dimensions: { Context: context }, values: { DeadlinesMissed: count(1) } });
        },
        ...props,
      }),
    );
