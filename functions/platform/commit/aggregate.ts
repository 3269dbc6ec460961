/** Handles commands: reads the head, decides, commits, and starts over when somebody else was faster. */
import type { Contract } from '../../../schemas/contract.ts';
import type { Cause } from '../contract/cause.ts';
import { TransientFailure } from '../failure.ts';
import { fullJitter } from '../jitter.ts';
import { inCommitSpan } from '../tracing/commit-span.ts';
import { type CommitStore, type Head, keysOf } from './commit.ts';
import { isRefusal, type Message, type Refusal } from './decider.ts';
import { commitOf, type OutboxProps } from './outbox.ts';

export interface AggregateProps<Command extends Message, State, Event extends Message>
  extends OutboxProps<Command, State, Event> {
  /** The commands that usually find no aggregate yet: they are decided without reading first. @default none */
  readonly creates?: readonly Command['type'][];
  readonly store: CommitStore;
  /** Told of each commit, once: not of its repeats, nor for sure when the function dies right behind it. @default nobody asks */
  readonly committed?: ((events: readonly Event[], before: State) => void) | undefined;
}

/** What became of a command; a repeat of its cause gets the same version and events again. */
export interface Outcome<Event> {
  /** The aggregate's version after the commit, or as it stands when nothing was changed. */
  readonly version: number;
  /** Empty when the command changed nothing. */
  readonly events: readonly Event[];
  readonly repeated: boolean;
}

export interface Aggregate<Command, State, Event> {
  /**
   * Decides and commits.
   *
   * @throws TransientFailure when others were faster ten times in a row, or the store or registry is not to be had;
   *   PermanentFailure when what was decided cannot be encoded, is too large, or the cause was another request's
   */
  readonly handle: (command: Command, cause: Cause) => Promise<Outcome<Event> | Refusal>;
  /** The aggregate as it stands, strongly consistent. */
  readonly read: (id: string) => Promise<Head<State>>;
}

const attempts = 10;

export const aggregate = <Command extends Message, State, Event extends Message>(
  props: AggregateProps<Command, State, Event>,
): Aggregate<Command, State, Event> => {
  const { name, decider, publishes, store, committed } = props;
  const nothing: Head<State> = { version: 0, state: decider.initial };
  const creates = new Set<string>(props.creates ?? []);

  const read = async (id: string): Promise<Head<State>> =>
    (await store.readHead<State>(keysOf(name, id).head)) ?? nothing;

  const attempt = async (command: Command, id: string, cause: Cause, head: Head<State>) => {
    const keys = keysOf(name, id, cause);
    const decision = decider.decide(command, head.state);
    if (isRefusal(decision) || decision.length === 0) {
      const earlier = await store.readRecord<Event>(keys.record, cause);
      if (earlier !== undefined) return { ...earlier, repeated: true };
      return isRefusal(decision) ? decision : { version: head.version, events: [], repeated: false };
    }
    const decided = { keys, id, cause, head, events: decision, at: Date.now() };
    const outcome = await store.commit(await commitOf(props, decided));
    if (outcome !== 'conflict' && !outcome.repeated) committed?.(decision, head.state);
    return outcome;
  };

  const handled = async (command: Command, id: string, cause: Cause) => {
    let head = creates.has(command.type) ? nothing : await read(id);
    for (let tried = 1; tried <= attempts; tried += 1) {
      const outcome = await attempt(command, id, cause, head);
      if (outcome !== 'conflict') return outcome;
      await fullJitter(tried);
      head = await read(id);
    }
    throw new TransientFailure(`${name} ${id} was changed by others ${attempts} times in a row`);
  };

  return {
    read,
    handle: (command, cause) => {
      const id = idOf(command, publishes);
      return inCommitSpan({ name, type: command.type, id, cause }, (below) => handled(command, id, below));
    },
  };
};

const idOf = ({ data }: Message, { key }: Contract): string =>
  String((data as { readonly [field: string]: unknown })[key]);
