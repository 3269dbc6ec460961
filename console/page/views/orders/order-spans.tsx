/** What functions did for an order: requests, commits, relays, ways through Kafka and handlers, from their spans. */
import { useState } from 'preact/hooks';
import type { OrderSpans, SpanRow } from '../../../answers/story.ts';
import { Fault, Waiting } from '../../parts/parts.tsx';
import { duration } from '../../parts/times.ts';
import { useAnswer } from '../../server/use-answer.ts';

/** Logs of every function are searched for it: only when somebody wants to know. */
export const OrderSpansView = ({ orderId }: { readonly orderId: string }) => {
  const [isOpen, setIsOpen] = useState(false);
  const path = `/api/orders/${encodeURIComponent(orderId)}/spans`;
  const { data, error, isAsking, again } = useAnswer<OrderSpans>(isOpen ? path : undefined);
  return (
    <details class="spans" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>What its functions did, span by span</summary>
      {data === undefined ? (
        <Waiting error={error} what="the logs of all functions" />
      ) : (
        <>
          <Fault says={error} />
          <Spans of={data} />
          <button type="button" disabled={isAsking} onClick={again}>
            Read the logs again
          </button>
        </>
      )}
    </details>
  );
};

const Spans = ({ of: { startedAt, endedAt, cuts, rows, orphans } }: { readonly of: OrderSpans }) => {
  if (rows.length === 0)
    return <p>No span tells of it: its lines are not there yet, or it was not traced.</p>;
  return (
    <div class="waterfall">
      <p class="scale">
        <span>0 ms</span>
        <span>
          {duration(endedAt - startedAt)}
          {cuts > 0 && `, ${cuts} of its gaps cut short`}
        </span>
      </p>
      <ol>
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ol>
      <p class="key">
        <span class="span waited" /> waited in the stream or in Kafka <span class="span server" /> request{' '}
        <span class="span internal" /> within a function <span class="span producer" /> relayed{' '}
        <span class="span consumer" /> handled
      </p>
      {orphans > 0 && <p class="aside">Of {orphans} spans the parent was not found.</p>}
    </div>
  );
};

const Line = ({ row }: { readonly row: SpanRow }) => {
  const { name, service, kind, depth, waiting, begun, ended, lasts, notes, error } = row;
  return (
    <li class={error === undefined ? 'bar' : 'bar failed'} data-span={name}>
      <div class="row">
        <span class="what" style={{ paddingInlineStart: `${Math.min(depth, 12) * 0.7}rem` }}>
          <strong>{name}</strong> <span class="context">{service}</span>
          {notes.length > 0 && <span class="by"> {notes.join(' · ')}</span>}
          {error !== undefined && <span class="note"> {error}</span>}
        </span>
        <span class="track">
          <span class="span waited" style={stretch(waiting, begun)} />
          <span class={`span ${kind}`} style={stretch(begun, ended)} />
        </span>
        <span class="when">{duration(lasts)}</span>
      </div>
    </li>
  );
};

const stretch = (from: number, to: number) => ({
  left: `${(from * 100).toFixed(2)}%`,
  width: `${((to - from) * 100).toFixed(2)}%`,
});
