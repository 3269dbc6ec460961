/** The map, with what is wrong in words above it. */
import { useMemo, useRef } from 'preact/hooks';
import type { Drawing } from '../../../answers/drawing.ts';
import type { Look } from '../../../answers/live.ts';
import { Badge, Waiting, Wide } from '../../parts/parts.tsx';
import { Link } from '../../route.tsx';
import { type Live, useLive } from '../../server/live.ts';
import { useAnswer } from '../../server/use-answer.ts';
import type { ViewProps } from '../view-props.ts';
import { ContextPanel } from './context-panel.tsx';
import { MapDrawing } from './map-drawing.tsx';
import { signsOf } from './signs.ts';
import { troublesIn } from './troubles.ts';

export const MapView = ({ parts: [context] }: ViewProps) => (
  <>
    <h1>Map</h1>
    <p class="lead">
      Contexts publish to topics, and listen to others’. A dot on a solid arrow is an event that was
      published; on a dashed one, records that a context has handled. Choose a part to see more of it.
    </p>
    <LiveMap />
    {context !== undefined && <ContextPanel name={context} />}
  </>
);

export const LiveMap = () => {
  const live = useLive();
  const { data: drawing, error } = useAnswer<Drawing>('/api/map');
  const earlier = useEarlier(live.look);
  const troubles = useMemo(() => troublesIn(live.status, live.services), [live.status, live.services]);
  const { status, look } = live;
  const signs = useMemo(
    () => signsOf({ status, look, earlier, troubles }),
    [status, look, earlier, troubles],
  );
  return (
    <>
      <section aria-label="What is wrong" class="wrong">
        {status === undefined && live.services === undefined ? (
          <Badge mood="quiet">looking …</Badge>
        ) : troubles.length === 0 ? (
          <Badge mood="good">all is well</Badge>
        ) : (
          <ul>
            {troubles.map(({ says, to, isBad }) => (
              <li key={says}>
                <Badge mood={isBad ? 'bad' : 'late'}>{isBad ? 'broken' : 'late'}</Badge>{' '}
                <Link to={to}>{says}</Link>
              </li>
            ))}
          </ul>
        )}
        <Services live={live} />
      </section>
      {drawing === undefined ? (
        <Waiting error={error} what="the map" />
      ) : (
        <Wide label="The map">
          <MapDrawing drawing={drawing} look={look} signs={signs} />
        </Wide>
      )}
    </>
  );
};

const Services = ({ live: { services } }: { readonly live: Live }) =>
  services === undefined ? null : (
    <ul class="services" aria-label="Processes">
      {services.map(({ name, state }) => (
        <li key={name} data-service={name}>
          {name} <Badge mood={state === 'running' ? 'good' : 'bad'}>{state}</Badge>
        </li>
      ))}
    </ul>
  );

/** The look before the newest. */
const useEarlier = (look: Look | undefined): Look | undefined => {
  const two = useRef<readonly [Look | undefined, Look | undefined]>([undefined, undefined]);
  if (two.current[1] !== look) two.current = [two.current[1], look];
  return two.current[0];
};
