/** The alarms, those that ring first, each with the page that says what to do. */
import { useState } from 'preact/hooks';
import type { AlarmState, Runbook } from '../../../answers/failures.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Badge, type Mood, Waiting, Wide } from '../../parts/parts.tsx';
import { useAnswer } from '../../server/use-answer.ts';

const often = 15_000;
const moods: { readonly [state in AlarmState['state']]: Mood } = {
  ALARM: 'bad',
  INSUFFICIENT_DATA: 'quiet',
  OK: 'good',
};
const words = { ALARM: 'rings', INSUFFICIENT_DATA: 'no data', OK: 'quiet' } as const;

export const Alarms = () => {
  const { data, error } = useAnswer<readonly AlarmState[]>('/api/alarms', often);
  const [runbook, setRunbook] = useState<string>();
  if (data === undefined) return <Waiting error={error} what="the alarms" />;
  const ringing = data.filter(({ state }) => state === 'ALARM').length;
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">Alarms</h2>
      <p>
        {ringing} of {data.length} ring.
      </p>
      <Wide label="Alarms">
        <table>
          <thead>
            <tr>
              <th scope="col">state</th>
              <th scope="col">says</th>
              <th scope="col">runbook</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ name, state, says, runbook: page }) => (
              <tr key={name} data-alarm={name}>
                <td>
                  <Badge mood={moods[state]}>{words[state]}</Badge>
                </td>
                <td>{says}</td>
                <td>
                  {page === undefined ? (
                    '–'
                  ) : (
                    <button type="button" class="link" onClick={() => setRunbook(page)}>
                      {page.split('/').at(-1)}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {runbook !== undefined && <RunbookPage place={runbook} onClose={() => setRunbook(undefined)} />}
    </section>
  );
};

const RunbookPage = ({ place, onClose }: { readonly place: string; readonly onClose: () => void }) => {
  const [, page = '', heading = ''] = /([\w-]+)\.md#([\w-]+)$/.exec(place) ?? [];
  const { data, error } = useAnswer<Runbook>(`/api/runbooks/${page}/${heading}`);
  return (
    <Dialog title={place} onClose={onClose}>
      {data === undefined ? <Waiting error={error} what="the runbook" /> : <pre>{data.text}</pre>}
    </Dialog>
  );
};
