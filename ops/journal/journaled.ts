/** An aggregate with its rules, so that its journal can be told again: folded, and made into messages. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Commit, commitStore, type Head, keysOf } from '../../functions/platform/commit/commit.ts';
import type { Message } from '../../functions/platform/commit/decider.ts';
import { type JournalEntry, journalOf } from '../../functions/platform/commit/journal.ts';
import { commitOf, type OutboxProps } from '../../functions/platform/commit/outbox.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import type { Contract } from '../../schemas/contract.ts';

export interface Place {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly registry: SchemaRegistry;
}

/** All that is known of one aggregate. */
export interface History {
  /** `<context>/<aggregate>` */
  readonly name: string;
  readonly id: string;
  /** As it stands; undefined when there is none. */
  readonly head: Head<unknown> | undefined;
  readonly entries: readonly JournalEntry<Message>[];
  /** What the head would be by the journal. */
  readonly folded: Head<unknown>;
  /**
   * Makes the commit of an entry again, with the same ids, times and causes; the messages in today's newest schemas.
   *
   * @throws PermanentFailure when an event does not fit the newest schema
   */
  readonly remade: (entry: number) => Promise<Commit<unknown, Message>>;
}

export interface Journaled {
  /** `<context>/<aggregate>` */
  readonly name: string;
  readonly publishes: Contract;
  readonly sends: readonly Contract[];
  /** Strongly consistent, and of one moment. @throws TransientFailure when DynamoDB cannot be asked */
  readonly historyOf: (place: Place, id: string) => Promise<History>;
}

export const journaled = <Command extends Message, State, Event extends Message>(
  props: Omit<OutboxProps<Command, State, Event>, 'registry'>,
): Journaled => {
  const { name, decider, publishes, sends = [] } = props;
  const historyOf = async (place: Place, id: string): Promise<History> => {
    const { head, entries } = await ofOneMoment<State, Event>(place, name, id);
    const heads = headsBefore(decider.initial, entries, (state, { events }) =>
      events.reduce(decider.evolve, state),
    );
    const nothing: Head<State> = { version: 0, state: decider.initial };
    const remade = async (index: number) => {
      const [entry, before] = [entries[index], heads[index]];
      if (entry === undefined || before === undefined)
        throw new Error(`${name} ${id} has no commit ${index}`);
      const { cause: causeId, by, correlationId, traceparent, events, at } = entry;
      const cause = { id: causeId, by, correlationId, traceparent };
      const decided = { keys: keysOf(name, id, cause), id, cause, head: before, events, at };
      return commitOf({ ...props, registry: place.registry }, decided);
    };
    return { name, id, head, entries, folded: heads.at(-1) ?? nothing, remade };
  };
  return { name, publishes, sends, historyOf };
};

/** The head before each commit, and last the head after all of them. */
const headsBefore = <State, Event>(
  initial: State,
  entries: readonly JournalEntry<Event>[],
  evolved: (state: State, entry: JournalEntry<Event>) => State,
): readonly Head<State>[] => {
  let state = initial;
  const before = entries.map((entry) => {
    const head = { version: entry.version - entry.events.length, state };
    state = evolved(state, entry);
    return head;
  });
  return [...before, { version: entries.at(-1)?.version ?? 0, state }];
};

const attempts = 5;

/** Head and journal are read one after the other: what was committed between would look like a difference. */
const ofOneMoment = async <State, Event>({ client, table }: Place, name: string, id: string) => {
  const store = commitStore(client, table);
  const readHead = () => store.readHead<State>(keysOf(name, id).head);
  let head = await readHead();
  for (let tried = 1; ; tried += 1) {
    const entries = await journalOf<Event>({ client, table, name })(id);
    const after = await readHead();
    if (after?.version === head?.version || tried === attempts) return { head: after, entries };
    head = after;
  }
};
