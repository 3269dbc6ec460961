/** A commit's messages made again from the journal, as they left the first time. */
import type { Commit } from '../commit/commit.ts';
import type { Message } from '../commit/decider.ts';
import type { JournalEntry } from '../commit/journal.ts';
import { type OutboxProps, outboxOf } from '../commit/outbox.ts';

/**
 * Topics, keys, ids, times, causes and all other headers are those of the first time, so that whoever had a message
 * takes this one for its repeat (P3). A value is equal once it is decoded: it is written in the newest version that this
 * code knows, which every reader can read (P5).
 *
 * Sends nothing: send what an aggregate said in the order of its journal, from the first gap to its end.
 *
 * @param id of the aggregate whose journal holds the entry
 * @throws PermanentFailure when an event cannot be encoded
 */
export const saidAgain = <Command extends Message, State, Event extends Message>(
  props: OutboxProps<Command, State, Event>,
  id: string,
  { version, events, at, cause, by, correlationId, traceparent }: JournalEntry<Event>,
): Promise<Pick<Commit<State, Event>, 'messages' | 'deadlines'>> =>
  outboxOf(props, {
    id,
    cause: { id: cause, by, correlationId, traceparent },
    basedOn: version - events.length,
    events,
    at,
  });
