/** A next version that nobody saves: what the check says of it, while it is typed. */
import { useEffect, useState } from 'preact/hooks';
import type { ContractMessage, Verdict } from '../../../answers/contracts.ts';
import { Badge, Fault } from '../../parts/parts.tsx';
import { ask } from '../../server/ask.ts';

/** As long as the fingers rest, milliseconds. */
const pause = 250;

export const Editor = ({ message: { topic, type, versions } }: { readonly message: ContractMessage }) => {
  const newest = versions.at(-1);
  const [text, setText] = useState(newest?.text ?? '');
  const [judged, setJudged] = useState<{ readonly text: string; readonly verdict: Verdict }>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(() => {
      ask<Verdict>('/api/contracts/verdict', { body: { topic, type, text }, signal: gone.signal }).then(
        (verdict) => {
          setJudged({ text, verdict });
          setFault(undefined);
        },
        (error: Error) => {
          if (!gone.signal.aborted) setFault(error.message);
        },
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [topic, type, text]);
  const isCurrent = judged?.text === text;
  return (
    <div class="editor">
      <label>
        version {(newest?.version ?? 0) + 1}, as its file would have it
        <textarea
          spellcheck={false}
          rows={24}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <section aria-label="Verdict" aria-live="polite" aria-busy={!isCurrent} data-judged={isCurrent}>
        <h3>Verdict {judged !== undefined && <VerdictBadge verdict={judged.verdict} />}</h3>
        <Fault says={fault} />
        {judged !== undefined && <Lines verdict={judged.verdict} />}
      </section>
    </div>
  );
};

const VerdictBadge = ({ verdict: { faults } }: { readonly verdict: Verdict }) =>
  faults.length === 0 ? <Badge mood="good">may be published</Badge> : <Badge mood="bad">refused</Badge>;

const Lines = ({ verdict: { faults, notes, differences } }: { readonly verdict: Verdict }) => (
  <>
    {faults.length > 0 && (
      <ul class="faults">
        {faults.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    )}
    {notes.length > 0 && (
      <>
        <h4>For reviewers</h4>
        <ul>
          {notes.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </>
    )}
    {differences.length > 0 && <pre>{differences.join('\n')}</pre>}
  </>
);
