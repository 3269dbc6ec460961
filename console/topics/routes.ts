/** Topics and their records. */
import type { Connection } from '../../ops/connection.ts';
import type { TopicSource } from '../../schemas/source.ts';
import type { Look } from '../live/looks.ts';
import { historyOf } from '../live/rates.ts';
import { type Route, reading } from '../server/route.ts';
import { browse, wanted } from './browse.ts';
import { overviewOf } from './overview.ts';

/** @param looks the oldest first */
export const topicRoutes = (
  connection: Connection,
  topics: readonly TopicSource[],
  looks: () => readonly Look[],
): readonly Route[] => [
  reading('/api/topics', async () => overviewOf(topics, looks())),
  reading('/api/topics/:topic/history', async ({ part }) => historyOf(looks(), part('topic'))),
  reading('/api/topics/:topic/records', ({ part, query, signal }) =>
    browse(connection, part('topic'), wanted.parse(Object.fromEntries(query)), signal),
  ),
];
