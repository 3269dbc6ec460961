/** How a consumer handles parked records that are redriven: as ever, but nothing holds them back or parks them again. */
import type { MSKEvent } from 'aws-lambda';
import type { Message } from '../commit/decider.ts';
import type { BatchOutcome, ConsumerProps } from './consumer.ts';
import type { Held } from './held.ts';
import { type DescribedError, described } from './letter.ts';
import type { Park } from './park.ts';

/**
 * Lambda's event of a batch, with what an operator hands over again: `parked` records of one key in their order, or
 * what a mapping has `given-up`.
 */
export interface RedriveEvent extends Pick<MSKEvent, 'records'> {
  readonly redrive: 'parked' | 'given-up';
}

export interface RedriveOutcome extends BatchOutcome {
  /** Why: of the first record that could not be handled. */
  readonly failures: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    readonly error: DescribedError;
  }[];
}

/** Where a consumer's failures go. */
export interface Parking {
  readonly park: Park;
  readonly held: Held;
}

type Failed = ConsumerProps<Message>['failed'];

export type Consume = (event: Pick<MSKEvent, 'records'>, remaining?: () => number) => Promise<BatchOutcome>;

interface Reactions {
  readonly park: Park;
  readonly held: Held | undefined;
  readonly failed: Failed;
  /** Whether the records may be older than what was handled since. */
  readonly isRedrive: boolean;
}

/** @param consumer makes the same consumer for either: only what becomes of failures differs */
export const redrivable = (
  consumer: (reactions: Reactions) => Consume,
  reactions: Parking & { readonly failed: Failed },
): Consume => {
  const consume = consumer({ ...reactions, isRedrive: false });
  const givenUp = consumer({ ...reactions, isRedrive: true });
  return async (event, remaining) => {
    const redrive = 'redrive' in event ? event.redrive : undefined;
    if (redrive === 'given-up') return givenUp(event, remaining);
    if (redrive !== 'parked') return consume(event, remaining);
    const failures: RedriveOutcome['failures'][number][] = [];
    const again = consumer({
      park: async (_record, error) => {
        throw error;
      },
      held: undefined,
      failed: ({ topic, partition, offset }, error) => {
        failures.push({ topic, partition, offset, error: described(error) });
      },
      isRedrive: true,
    });
    const outcome: RedriveOutcome = { ...(await again(event, remaining)), failures };
    return outcome;
  };
};
