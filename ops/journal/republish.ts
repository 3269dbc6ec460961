/** Sends what was said in a span of a journal once more, as it was said the first time. */

import type { Message } from '../../functions/platform/commit/decider.ts';
import type { JournalEntry } from '../../functions/platform/commit/journal.ts';
import type { Arm } from '../../functions/platform/deadline/deadline-queue.ts';
import type { OrderedProducer } from '../../functions/platform/relay/producer.ts';
import { byTopic } from '../../functions/platform/relay/relay.ts';
import type { History } from './journaled.ts';

export interface Extent {
  /** The first version. @default 1 */
  readonly from?: number | undefined;
  /** The last version. @default the newest */
  readonly to?: number | undefined;
  /** The first millisecond since 1970. @default the beginning */
  readonly since?: number | undefined;
  /** The millisecond after the last. @default the end of time */
  readonly until?: number | undefined;
}

export interface Sent {
  readonly messages: number;
  readonly deadlines: number;
}

/** A commit leaves whole, as the first time: one that the extent touches is in it. */
export const isWithin = (
  { from = 1, to = Number.POSITIVE_INFINITY, since = 0, until = Number.POSITIVE_INFINITY }: Extent,
  { version, events, at }: Pick<JournalEntry<Message>, 'version' | 'events' | 'at'>,
): boolean => version >= from && version - events.length + 1 <= to && at >= since && at < until;

/**
 * What the relay does with a head, for commits that no stream holds any more: the messages with the ids, sequences,
 * times, causes and keys of the first time, in order, and then the deadlines. The head is not touched.
 *
 * @throws TransientFailure when not all of it was taken: then send all of it again, a repeat changes nothing
 */
export const republish = async (
  history: History,
  extent: Extent,
  { producer, arm }: { readonly producer: OrderedProducer; readonly arm: Arm },
): Promise<Sent> => {
  const commits = await Promise.all(
    history.entries.flatMap((entry, index) => (isWithin(extent, entry) ? [history.remade(index)] : [])),
  );
  const messages = commits.flatMap((commit) => commit.messages);
  const deadlines = commits.flatMap((commit) => commit.deadlines);
  if (messages.length > 0) await producer.send(byTopic(messages));
  await arm(deadlines);
  return { messages: messages.length, deadlines: deadlines.length };
};
