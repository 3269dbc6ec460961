/** The span of a command to an aggregate: what is committed says that it came from there. */
import type { Outcome } from '../commit/aggregate.ts';
import { isRefusal, type Refusal } from '../commit/decider.ts';
import type { Cause } from '../contract/cause.ts';
import { inSpan } from './spans.ts';

export interface CommitSpanProps {
  /** `<context>/<aggregate>` */
  readonly name: string;
  /** Of the command. */
  readonly type: string;
  /** Of the aggregate. */
  readonly id: string;
  readonly cause: Cause;
}

/** @param commit takes the cause as it is to be kept */
export const inCommitSpan = <Event extends { readonly type: string }>(
  { name, type, id, cause }: CommitSpanProps,
  commit: (cause: Cause) => Promise<Outcome<Event> | Refusal>,
): Promise<Outcome<Event> | Refusal> => {
  const { by, correlationId } = cause;
  const attributes = {
    'db.system.name': 'aws.dynamodb',
    'tributary.aggregate': name,
    'tributary.aggregate_id': id,
    'tributary.command': type,
    'tributary.by': by,
    'tributary.correlation_id': correlationId,
  };
  return inSpan({ name: `commit ${name} ${type}`, kind: 'internal', attributes }, async (span) => {
    if (span === undefined) return commit(cause);
    const outcome = await commit({ ...cause, traceparent: span.traceparent });
    if (isRefusal(outcome)) span.note({ 'tributary.refused': outcome.refused });
    else span.note(notesOf(outcome));
    return outcome;
  });
};

const notesOf = <Event extends { readonly type: string }>({ version, events, repeated }: Outcome<Event>) => ({
  'tributary.version': version,
  'tributary.events': events.map((event) => event.type),
  'tributary.repeated': repeated || undefined,
});
