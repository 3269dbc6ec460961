/** The map, what goes on on it, and what this console may do. */
import type { Connection } from '../../ops/connection.ts';
import type { Session } from '../answers/session.ts';
import type { Live } from '../live/live.ts';
import { type Route, reading } from '../server/route.ts';
import { type DrawingProps, drawingOf } from './drawing.ts';

export interface MapRoutesProps extends Omit<DrawingProps, 'contexts'>, Omit<Session, 'env'> {
  readonly connection: Connection;
  readonly live: Pick<Live, 'open'>;
}

export const mapRoutes = (props: MapRoutesProps): readonly Route[] => {
  const { connection, live, mayChange, isLocal } = props;
  const contexts = connection.contexts.map(({ name }) => name);
  const drawing = drawingOf({ ...props, contexts });
  const session: Session = { env: connection.env, mayChange, isLocal };
  return [
    reading('/api/session', async () => session),
    reading('/api/map', async () => drawing),
    { method: 'GET', path: '/api/live', changes: false, stream: (_call, response) => live.open(response) },
  ];
};
