/** Notices when everyone in a batch found a dependency down, and tells the breaker instead of burning retries. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context, MSKEvent } from 'aws-lambda';
import { DependencyDown } from '../failure.ts';
import { logger } from '../observed.ts';
import type { BatchOutcome } from './consumer.ts';
import type { Consume } from './redrive.ts';

/** `suspected` by a consumer; `open` while the breaker holds its mappings and probes. */
export type BreakerMessage =
  | { readonly type: 'suspected'; readonly consumer: string; readonly dependency: string }
  | {
      readonly type: 'open';
      readonly consumer: string;
      readonly dependency: string;
      /** The mappings that the breaker paused itself: it resumes no others. */
      readonly paused: readonly string[];
      /** Milliseconds since 1970. */
      readonly since: number;
    };

export type Suspect = (consumer: string, dependency: string) => Promise<void>;

/** @param queueUrl none for a function that listens to no topic */
export const suspectIn =
  (client: SQSClient, queueUrl: string | undefined): Suspect =>
  async (consumer, dependency) => {
    if (queueUrl === undefined) return;
    const message: BreakerMessage = { type: 'suspected', consumer, dependency };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
  };

export interface UntilDownProps {
  /** `<context>.<function>` */
  readonly consumer: string;
  readonly suspect: Suspect;
  /**
   * How long the answer is held back, milliseconds. Nobody says how long Lambda waits before it tries again, and a
   * mapping takes up to 90 seconds to pause: eleven attempts of ten seconds each outlast that. @default 10000
   */
  readonly hold?: number;
}

type Call<Input extends readonly unknown[], Answer> = (...input: Input) => Promise<Answer>;
type Watched = <Input extends readonly unknown[], Answer>(call: Call<Input, Answer>) => Call<Input, Answer>;

/** What has to be left of the function's time when it answers, milliseconds. */
const reserve = 5_000;

/**
 * A batch in which the dependency answered anyone is as usual. When it answered nobody, the breaker is told, and the
 * batch is reported back late.
 *
 * @param batchOf makes the batch's work with a way to watch what is handled in it
 */
export const untilDown =
  ({ consumer, suspect, hold = 10_000 }: UntilDownProps, batchOf: (watched: Watched) => Consume) =>
  async (event: MSKEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<BatchOutcome> => {
    let answered = false;
    const down = new Set<string>();
    const watched: Watched =
      (call) =>
      async (...input) => {
        try {
          const answer = await call(...input);
          answered = true;
          return answer;
        } catch (error) {
          const dependency = dependencyIn(error);
          if (dependency === undefined) answered = true;
          else down.add(dependency);
          throw error;
        }
      };
    const outcome = await batchOf(watched)(event, () => context.getRemainingTimeInMillis());
    const [dependency] = down;
    if (dependency === undefined || answered) return outcome;
    logger.warn('a dependency is down for everyone in the batch', { consumer, dependency });
    await suspect(consumer, dependency).catch((error: Error) => {
      logger.error('the breaker could not be told', { consumer, dependency, error });
    });
    await sleep(Math.min(hold, Math.max(0, context.getRemainingTimeInMillis() - reserve)));
    return outcome;
  };

/** What was down, wherever in the causes it stands. */
const dependencyIn = (error: unknown): string | undefined => {
  if (error instanceof DependencyDown) return error.dependency;
  return error instanceof Error && error.cause !== undefined ? dependencyIn(error.cause) : undefined;
};
