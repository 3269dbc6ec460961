/** Orders, as journals and topics tell of them. */
import type { Connection } from '../../ops/connection.ts';
import { type Route, reading } from '../server/route.ts';
import { recentOrders } from './recent.ts';
import { orderSpans } from './spans.ts';
import { storyOf } from './story.ts';

export const storyRoutes = (connection: Connection): readonly Route[] => [
  reading('/api/orders', ({ signal }) => recentOrders(connection, signal)),
  reading('/api/orders/:id', ({ part, query, signal }) =>
    storyOf({ connection, orderId: part('id'), isWhole: query.has('whole'), signal }),
  ),
  reading('/api/orders/:id/spans', ({ part, signal }) => orderSpans(connection, part('id'), signal)),
];
