/** What could not be handled, by how it failed; and the alarms. */
import { useState } from 'preact/hooks';
import type { FailureGroup } from '../../../answers/failures.ts';
import { Badge, Fault, Waiting } from '../../parts/parts.tsx';
import { useAnswer } from '../../server/use-answer.ts';
import type { ViewProps } from '../view-props.ts';
import { Alarms } from './alarms.tsx';
import { Deed, type Intent } from './deed.tsx';
import { LetterRow } from './letter-row.tsx';

/** Milliseconds. To look into queues hides their letters for a moment, so that it is done less often. */
const rhythm = { keys: 4_000, messages: 30_000 };

export const FailuresView = ({ session }: ViewProps) => {
  const keys = useAnswer<readonly FailureGroup[]>('/api/failures/keys', rhythm.keys);
  const messages = useAnswer<readonly FailureGroup[]>('/api/failures/messages', rhythm.messages);
  const groups = [...(keys.data ?? []), ...(messages.data ?? [])];
  const [intent, setIntent] = useState<Intent>();
  const close = (): void => {
    setIntent(undefined);
    keys.again();
    messages.again();
  };
  return (
    <>
      <h1>Failures</h1>
      <h2>Dead letters</h2>
      <Fault says={messages.error} />
      {keys.data === undefined ? (
        <Waiting error={keys.error} what="the dead letters" />
      ) : groups.length === 0 ? (
        <p>
          <Badge mood="good">none</Badge> Nothing is parked, and nothing lies in a dead-letter queue.
        </p>
      ) : (
        groups.map((group) => (
          <Group key={group.error} group={group} mayChange={session.mayChange} intend={setIntent} />
        ))
      )}
      <Alarms />
      {intent !== undefined && <Deed intent={intent} onClose={close} />}
    </>
  );
};

interface GroupProps {
  readonly group: FailureGroup;
  readonly mayChange: boolean;
  readonly intend: (intent: Intent) => void;
}

const Group = ({ group: { error, records, selection, letters }, mayChange, intend }: GroupProps) => (
  <section class="failure" aria-label={error}>
    <h3>{error}</h3>
    <p>
      {records} {records === 1 ? 'record' : 'records'} in {letters.length}{' '}
      {letters.length === 1 ? 'place' : 'places'}.{' '}
      {mayChange && selection !== undefined && (
        <button
          type="button"
          onClick={() => intend({ kind: 'redrive', selection, about: 'all that failed with this error' })}
        >
          Redrive all of it
        </button>
      )}
    </p>
    <ul class="letters">
      {letters.map((letter) => (
        <LetterRow
          key={`${letter.consumer} ${letter.id}`}
          letter={letter}
          mayChange={mayChange}
          intend={intend}
        />
      ))}
    </ul>
  </section>
);
