/** The span of a deadline whose time has come: below the commit that set it, however long ago that was. */
import type { ArmedDeadline } from '../deadline/deadline.ts';
import { inSpanUnder } from './spans.ts';

export const inDeadlineSpan = <Answer>(
  { id, aggregate, at, command, correlationId, traceparent }: ArmedDeadline,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  const attributes = {
    'messaging.system': 'aws_sqs',
    'messaging.operation.name': 'process',
    'messaging.message.id': id,
    'tributary.aggregate': aggregate,
    'tributary.command': command.type,
    'tributary.correlation_id': correlationId,
    // What comes late waited from then on.
    'tributary.waited_since': at,
  };
  return inSpanUnder(traceparent, { name: `deadline ${command.type}`, kind: 'consumer', attributes }, work);
};
