/** Browses a topic's records: the newest, from an offset, from a moment, or of a key. */
import { useState } from 'preact/hooks';
import type { Browsed, TopicOverview } from '../../../answers/topics.ts';
import { Waiting } from '../../parts/parts.tsx';
import { useAnswer } from '../../server/use-answer.ts';
import { RecordRow } from './record-row.tsx';

/** As it is typed. */
export interface From {
  readonly partition?: string;
  readonly offset?: string;
  /** A time in ISO 8601, UTC. */
  readonly at?: string;
  readonly key?: string;
}

const limit = '50';

export const Records = ({ topic, from }: { readonly topic: TopicOverview; readonly from: From }) => {
  const [wanted, setWanted] = useState(from);
  const query = new URLSearchParams({ limit: from.offset === undefined ? limit : '1' });
  const at = wanted.at === undefined ? Number.NaN : Date.parse(`${wanted.at}Z`);
  for (const name of ['partition', 'offset', 'key'] as const) {
    const value = wanted[name];
    if (value !== undefined && value !== '') query.set(name, value);
  }
  if (!Number.isNaN(at)) query.set('at', String(at));
  if (wanted !== from) query.set('limit', limit);
  const { data, error, isAsking, again } = useAnswer<Browsed>(`/api/topics/${topic.topic}/records?${query}`);
  const look = (event: SubmitEvent): void => {
    event.preventDefault();
    setWanted(Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as From);
    again();
  };
  return (
    <>
      <form class="browse" onSubmit={look} aria-label="Which records">
        <label>
          partition
          <select name="partition" value={wanted.partition ?? ''}>
            <option value="">all</option>
            {topic.partitions.map(({ partition }) => (
              <option key={partition} value={String(partition)}>
                {partition}
              </option>
            ))}
          </select>
        </label>
        <label>
          from offset
          <input name="offset" inputMode="numeric" pattern="\d*" defaultValue={wanted.offset ?? ''} />
        </label>
        <label>
          from (UTC)
          <input name="at" type="datetime-local" step="1" />
        </label>
        <label>
          key
          <input name="key" autocomplete="off" defaultValue={wanted.key ?? ''} />
        </label>
        <button type="submit" disabled={isAsking}>
          Show
        </button>
      </form>
      {data === undefined ? (
        <Waiting error={error} what={`records of ${topic.topic}`} />
      ) : (
        <>
          <p role="status">
            {data.records.length} records shown; {data.looked} of {data.of} looked at.
          </p>
          <ul class="records">
            {data.records.map((record) => (
              <RecordRow
                key={`${record.partition}@${record.offset}`}
                record={record}
                isOpen={data.records.length === 1}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
};
