/** One parked key, or one message, and what can be done with it. */
import { useEffect, useState } from 'preact/hooks';
import type { DeadLetter, Letter } from '../../../answers/failures.ts';
import { Block, Text, Waiting } from '../../parts/parts.tsx';
import { moment } from '../../parts/times.ts';
import { ask } from '../../server/ask.ts';
import type { Intent } from './deed.tsx';

export interface LetterRowProps {
  readonly letter: DeadLetter;
  readonly mayChange: boolean;
  readonly intend: (intent: Intent) => void;
}

export const LetterRow = ({ letter, mayChange, intend }: LetterRowProps) => {
  const [open, setOpen] = useState(false);
  const { id, context, consumer, shownKey, about, records, attempts, lastAt, kind } = letter;
  const { redrive, drop } = letter.selections;
  const name = kind === 'key' ? `${consumer} ${id}` : `${context} ${id}`;
  return (
    <li data-letter={id}>
      <p>
        <strong>{consumer === '' ? context : consumer}</strong> <Text of={about} />{' '}
        <span class="id">{shownKey.text === '' ? 'without a key' : <Text of={shownKey} />}</span> at{' '}
        <span class="place">{id}</span>
        {records > 1 && <>, and {records - 1} behind it</>}
        {lastAt !== undefined && (
          <>
            ; tried {attempts} times, last {moment(lastAt)}
          </>
        )}
      </p>
      <p class="actions">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          Show
        </button>
        {mayChange && (
          <>
            <button
              type="button"
              aria-label={`Redrive ${name}`}
              onClick={() => intend({ kind: 'redrive', selection: redrive, about: name })}
            >
              Redrive
            </button>
            <button
              type="button"
              aria-label={`Drop ${name}`}
              onClick={() => intend({ kind: 'drop', selection: drop, about: name })}
            >
              Drop
            </button>
          </>
        )}
      </p>
      {open && <Whole of={letter} />}
    </li>
  );
};

const Whole = ({ of: { id, selections } }: { readonly of: DeadLetter }) => {
  const [letter, setLetter] = useState<Letter>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    ask<Letter>('/api/failures/letter', { body: selections.show }).then(setLetter, (error: Error) =>
      setFault(error.message),
    );
  }, [id]);
  return letter === undefined ? (
    <Waiting error={fault} what="the letter" />
  ) : (
    <Block of={{ text: letter.text }} label={`The letter of ${id}`} />
  );
};
