/** Redrives or drops what was chosen: first what it would do, then whether it shall, then what it did. */
import { useEffect, useState } from 'preact/hooks';
import type { Done, DryRun, Which } from '../../../answers/failures.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Badge, Fault, Waiting } from '../../parts/parts.tsx';
import { ask } from '../../server/ask.ts';

export interface Intent {
  readonly kind: 'redrive' | 'drop';
  readonly selection: Which;
  /** In words. */
  readonly about: string;
}

export const Deed = ({ intent, onClose }: { readonly intent: Intent; readonly onClose: () => void }) => {
  const { kind, selection, about } = intent;
  const [dry, setDry] = useState<DryRun>();
  const [done, setDone] = useState<Done>();
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [why, setWhy] = useState('');
  useEffect(() => {
    ask<DryRun>('/api/failures/dry-run', { body: selection }).then(setDry, (error: Error) =>
      setFault(error.message),
    );
  }, [selection]);
  const doIt = async (): Promise<void> => {
    setIsBusy(true);
    const [path, body] =
      kind === 'redrive'
        ? (['/api/failures/redrive', selection] as const)
        : (['/api/failures/drop', { selection, why }] as const);
    await ask<Done>(path, { body }).then(setDone, (error: Error) => setFault(error.message));
    setIsBusy(false);
  };
  const isNothing = dry !== undefined && dry.keys + dry.messages === 0;
  return (
    <Dialog title={kind === 'redrive' ? `Redrive ${about}` : `Drop ${about}`} onClose={onClose}>
      {dry === undefined ? (
        <Waiting error={fault} what="what would be done" />
      ) : (
        <Plan dry={dry} kind={kind} />
      )}
      {kind === 'drop' && done === undefined && (
        <label>
          why it is dropped (recorded with your name)
          <input value={why} onInput={(event) => setWhy(event.currentTarget.value)} required />
        </label>
      )}
      {done === undefined ? (
        <button
          type="button"
          class="main"
          disabled={dry === undefined || isNothing || isBusy || (kind === 'drop' && why.trim() === '')}
          onClick={() => void doIt()}
        >
          {kind === 'redrive' ? 'Redrive now' : 'Drop for good'}
        </button>
      ) : (
        <Outcome done={done} kind={kind} />
      )}
      {dry !== undefined && <Fault says={fault} />}
    </Dialog>
  );
};

const Plan = ({ dry, kind }: { readonly dry: DryRun; readonly kind: Intent['kind'] }) => (
  <>
    <p>
      {dry.records} parked records of {dry.keys} keys and {dry.messages} messages{' '}
      {kind === 'redrive' ? 'would be handled again, those of a key in order.' : 'would be gone for good.'}
    </p>
    <pre>{dry.lines.join('\n')}</pre>
  </>
);

const Outcome = ({ done, kind }: { readonly done: Done; readonly kind: Intent['kind'] }) => (
  <div role="status">
    <p>
      <Badge mood={done.failed === 0 ? 'good' : 'bad'}>{done.failed === 0 ? 'done' : 'not all of it'}</Badge>{' '}
      {done.records} records and {done.messages} messages {kind === 'redrive' ? 'redriven' : 'dropped'}
      {done.failed > 0 && `, ${done.failed} failed`}.
    </p>
    <pre>{done.lines.join('\n')}</pre>
  </div>
);
