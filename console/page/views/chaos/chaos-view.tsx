/** Breaks parts of a laptop's system, and shows on the map how it recovers. */
import { useState } from 'preact/hooks';
import type { ChaosView as Answer } from '../../../answers/chaos.ts';
import { Badge, Fault, Waiting } from '../../parts/parts.tsx';
import { Link } from '../../route.tsx';
import { ask } from '../../server/ask.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { LiveMap } from '../map/map-view.tsx';
import type { ViewProps } from '../view-props.ts';

const often = 2_000;

export const ChaosView = ({ session }: ViewProps) => {
  const { data, error, again } = useAnswer<Answer>(session.isLocal ? '/api/chaos' : undefined, often);
  const [fault, setFault] = useState<string>();
  const [said, setSaid] = useState('');
  if (!session.isLocal) return <p>Only a laptop’s system may be broken.</p>;
  const act = async (path: string, body: object, says: string): Promise<void> => {
    setFault(undefined);
    await ask(path, { body }).then(
      () => setSaid(says),
      (refused: Error) => setFault(refused.message),
    );
    again();
  };
  return (
    <>
      <h1>Chaos</h1>
      <p class="lead">
        Break something, and watch on the map how nothing is lost. What lasts ends by itself; what is poisoned
        is parked under <Link to={['failures']}>Failures</Link>.
      </p>
      {data === undefined ? (
        <Waiting error={error} what="what can be broken" />
      ) : (
        <>
          <Faults
            view={data}
            bringAbout={(name) => act('/api/chaos/faults', { name }, `${name}: it began.`)}
          />
          <p class="actions">
            <button
              type="button"
              onClick={() =>
                void act(
                  '/api/chaos/decline-next',
                  {},
                  'The next payment that the gateway is asked for is declined.',
                )
              }
            >
              Decline the next payment
            </button>
          </p>
          <p role="status">{said}</p>
          <Fault says={fault} />
          <Poisoned
            view={data}
            mend={(id) => act('/api/chaos/mend', { id }, `${id} is mended; now it can be redriven.`)}
          />
        </>
      )}
      <h2>The map</h2>
      <LiveMap />
    </>
  );
};

interface FaultsProps {
  readonly view: Answer;
  readonly bringAbout: (name: string) => Promise<void>;
}

const Faults = ({ view: { faults, active }, bringAbout }: FaultsProps) => {
  const isPoison = (name: string): boolean => name.startsWith('a poisoned record');
  const groups = [
    { title: 'Processes and the gateway', some: faults.filter(({ name }) => !isPoison(name)) },
    { title: 'Poisoned records', some: faults.filter(({ name }) => isPoison(name)) },
  ];
  return groups.map(({ title, some }) => (
    <section key={title} aria-label={title}>
      <h2>{title}</h2>
      <ul class="faults-list">
        {some.map(({ name, seconds }) => (
          <li key={name}>
            <button type="button" disabled={active.includes(name)} onClick={() => void bringAbout(name)}>
              {name.replace(/^a poisoned record: /, '')}
              {seconds > 0 && `, ${seconds} s`}
            </button>{' '}
            {active.includes(name) && <Badge mood="late">goes on</Badge>}
          </li>
        ))}
      </ul>
    </section>
  ));
};

interface PoisonedProps {
  readonly view: Answer;
  readonly mend: (id: string) => Promise<void>;
}

const Poisoned = ({ view: { poisoned }, mend }: PoisonedProps) =>
  poisoned.length === 0 ? null : (
    <section aria-label="What was poisoned">
      <h2>What was poisoned</h2>
      <ul class="letters">
        {poisoned.map(({ id, kind, context, mendedBy, isMended }) => (
          <li key={id} data-poisoned={id}>
            {kind}, for {context}, at <span class="place">{id}</span>.{' '}
            {mendedBy === undefined ? (
              'Nobody can ever handle it: it has to be dropped.'
            ) : isMended ? (
              <>
                <Badge mood="good">mended</Badge> <Link to={['failures']}>Redrive it</Link>
              </>
            ) : (
              <button type="button" onClick={() => void mend(id)}>
                Mend it: {mendedBy}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
