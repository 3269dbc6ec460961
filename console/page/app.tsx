/** What stands around every view, and which view is shown. */
import { useEffect } from 'preact/hooks';
import type { Session } from '../answers/session.ts';
import { Link, useRoute } from './route.tsx';
import { listen, useLive } from './server/live.ts';
import { useAnswer } from './server/use-answer.ts';
import { ChaosView } from './views/chaos/chaos-view.tsx';
import { ContractsView } from './views/contracts/contracts-view.tsx';
import { FailuresView } from './views/failures/failures-view.tsx';
import { MapView } from './views/map/map-view.tsx';
import { OrdersView } from './views/orders/orders-view.tsx';
import { TopicsView } from './views/topics/topics-view.tsx';

const views = [
  { name: 'map', title: 'Map', View: MapView },
  { name: 'orders', title: 'Orders', View: OrdersView },
  { name: 'topics', title: 'Topics', View: TopicsView },
  { name: 'contracts', title: 'Contracts', View: ContractsView },
  { name: 'failures', title: 'Failures', View: FailuresView },
  { name: 'chaos', title: 'Chaos', View: ChaosView, isLocal: true },
] as const;

export const App = () => {
  const [name = '', ...parts] = useRoute();
  const { data: session, error } = useAnswer<Session>('/api/session');
  const shown = views.find((view) => view.name === name) ?? views[0];
  useEffect(() => void listen(), []);
  useEffect(() => {
    document.title = `${shown.title} – Tributary console`;
  }, [shown]);
  const { View } = shown;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <p class="brand">
          Tributary <span class="env">{session?.env ?? ''}</span>
        </p>
        <nav aria-label="Views">
          <ul>
            {views
              .filter((view) => session?.isLocal !== false || !('isLocal' in view))
              .map((view) => (
                <li key={view.name}>
                  <Link to={[view.name]} current={view === shown}>
                    {view.title}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <Pulse />
      </header>
      <Trouble refused={error} />
      <main id="main" tabIndex={-1}>
        {session !== undefined && <View session={session} parts={parts} key={shown.name} />}
      </main>
      <footer>
        <p>
          {session?.mayChange === false ? 'For looking only. ' : ''}The same as <code>npm run ops</code>, to
          be looked at.
        </p>
      </footer>
    </>
  );
};

const Pulse = () => {
  const { isOpen, isHearing, events, rate } = useLive();
  return (
    <p class="pulse" data-open={isOpen && isHearing}>
      <span class="dot" aria-hidden="true" />
      <span>{isHearing ? 'live' : isOpen ? 'listening soon' : 'not connected'}</span>{' '}
      <span data-test="events">{events.toLocaleString('en')}</span> events, {rate.toFixed(rate < 10 ? 1 : 0)}
      /s
    </p>
  );
};

const Trouble = ({ refused }: { readonly refused: string | undefined }) => {
  const { trouble } = useLive();
  const text = refused ?? trouble;
  return text === '' ? null : (
    <p class="trouble" role="alert">
      {text}
    </p>
  );
};
