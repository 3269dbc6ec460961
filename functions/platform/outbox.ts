/** A decision as it is committed: the new state, and all that has to leave with it. */
import type { AggregateProps, Head } from './aggregate.ts';
import type { Cause } from './cause.ts';
import type { Commit } from './commit.ts';
import type { ArmedDeadline } from './deadline.ts';
import type { Message } from './decider.ts';
import { type OutgoingMessage, outgoing } from './wire.ts';

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
  props: AggregateProps<Command, State, Event>,
  decided: Decided<State, Event>,
): Promise<Commit<State, Event>> => {
  const { keys, cause, head, events, at } = decided;
  return {
    keys,
    cause,
    at,
    basedOn: head.version,
    version: head.version + events.length,
    state: events.reduce(props.decider.evolve, head.state),
    events,
    messages: await messagesOf(props, decided),
    deadlines: deadlinesOf(props, decided),
  };
};

/** Each event, followed by the commands that it entails. */
const messagesOf = async <Command extends Message, State, Event extends Message>(
  { name, decider, publishes, sends = [], registry }: AggregateProps<Command, State, Event>,
  { id, cause, head, events, at }: Decided<State, Event>,
): Promise<readonly OutgoingMessage[]> => {
  const { correlationId, traceparent, id: causationId } = cause;
  const common = { source: `/${name}`, subject: id, at, correlationId, causationId, traceparent };
  const encoded = events.flatMap((event, index) => {
    const sequence = head.version + index + 1;
    const own = { ...common, sequence, id: `${id}.${sequence}` };
    const entailed = (decider.sends?.(event) ?? []).map((command, n) =>
      outgoing(command, sends, { ...own, id: `${own.id}.${n + 1}` }, registry),
    );
    return [outgoing(event, [publishes], own, registry), ...entailed];
  });
  return Promise.all(encoded);
};

const deadlinesOf = <Command extends Message, State, Event extends Message>(
  { name, decider }: AggregateProps<Command, State, Event>,
  { id, cause, head, events }: Decided<State, Event>,
): readonly ArmedDeadline[] => {
  const { correlationId, traceparent } = cause;
  const common = { aggregate: name, correlationId, traceparent };
  return events.flatMap((event, index) =>
    (decider.deadlines?.(event) ?? []).map((deadline, n) => ({
      ...common,
      ...deadline,
      id: `${id}.${head.version + index + 1}.${n + 1}`,
    })),
  );
};
