/** A decision as it is committed: the new state, and all that has to leave with it. */
import type { Contract } from '../../../schemas/contract.ts';
import type { Cause } from '../contract/cause.ts';
import type { SchemaRegistry } from '../contract/registry.ts';
import { type OutgoingMessage, outgoing } from '../contract/wire.ts';
import type { ArmedDeadline } from '../deadline/deadline.ts';
import type { Commit, Head } from './commit.ts';
import type { Decider, Entailed, Message } from './decider.ts';

export interface OutboxProps<Command extends Message, State, Event extends Message> {
  /** The context and the aggregate, such as `ordering/order`. */
  readonly name: string;
  readonly decider: Decider<Command, State, Event>;
  /** The contract of its events, whose key names the field of every command that holds the aggregate's id. */
  readonly publishes: Contract;
  /** The contracts of the commands that it sends. @default none */
  readonly sends?: readonly Contract[];
  readonly registry: SchemaRegistry;
}

export interface Decided<State, Event> {
  readonly keys: Commit<State, Event>['keys'];
  readonly id: string;
  readonly cause: Cause;
  readonly head: Head<State>;
  readonly events: readonly Event[];
  readonly at: number;
}

/** @throws PermanentFailure when an event or a command cannot be encoded */
export const commitOf = async <Command extends Message, State, Event extends Message>(
  props: OutboxProps<Command, State, Event>,
  { keys, id, cause, head, events, at }: Decided<State, Event>,
): Promise<Commit<State, Event>> => ({
  keys,
  cause,
  at,
  basedOn: head.version,
  version: head.version + events.length,
  state: events.reduce(props.decider.evolve, head.state),
  events,
  ...(await outboxOf(props, { id, cause, basedOn: head.version, events, at })),
});

/** What was decided, as far as it leaves the aggregate. */
export interface Said<Event> extends Pick<Decided<0, Event>, 'id' | 'cause' | 'events' | 'at'> {
  /** The version that the decision was made on. */
  readonly basedOn: number;
}

/**
 * All that a commit sends: the same for the same decision, whenever it is asked.
 *
 * @throws PermanentFailure when an event or a command cannot be encoded
 */
export const outboxOf = async <Command extends Message, State, Event extends Message>(
  props: OutboxProps<Command, State, Event>,
  said: Said<Event>,
): Promise<Pick<Commit<State, Event>, 'messages' | 'deadlines'>> => ({
  messages: await messagesOf(props, said),
  deadlines: deadlinesOf(props, said),
});

/** Each event, followed by the commands that it entails. */
const messagesOf = async <Command extends Message, State, Event extends Message>(
  { name, decider, publishes, sends = [], registry }: OutboxProps<Command, State, Event>,
  { id, cause, basedOn, events, at }: Said<Event>,
): Promise<readonly OutgoingMessage[]> => {
  const { correlationId, traceparent, id: causationId } = cause;
  const common = { source: `/${name}`, subject: id, at, correlationId, causationId, traceparent };
  const encoded = events.flatMap((event, index) => {
    const sequence = basedOn + index + 1;
    const own = { ...common, sequence, id: `${id}.${sequence}` };
    const entailed = (decider.sends?.(event) ?? []).map((command, n) =>
      outgoing(command, sends, { ...own, id: commandId(command, id, `${own.id}.${n + 1}`) }, registry),
    );
    return [outgoing(event, [publishes], own, registry), ...entailed];
  });
  return Promise.all(encoded);
};

const commandId = ({ id: name }: Entailed, aggregateId: string, fresh: string): string =>
  name === undefined ? fresh : `${aggregateId}.${name}`;

const deadlinesOf = <Command extends Message, State, Event extends Message>(
  { name, decider }: OutboxProps<Command, State, Event>,
  { id, cause, basedOn, events }: Said<Event>,
): readonly ArmedDeadline[] => {
  const { correlationId, traceparent } = cause;
  const common = { aggregate: name, correlationId, traceparent };
  return events.flatMap((event, index) =>
    (decider.deadlines?.(event) ?? []).map((deadline, n) => ({
      ...common,
      ...deadline,
      id: `${id}.${basedOn + index + 1}.${n + 1}`,
    })),
  );
};
