/** The console of one environment: a page on 127.0.0.1, and the functions of `npm run ops` behind it. */
import { join } from 'node:path';
import { processesOf } from '../chaos/faults/processes.ts';
import { consumers } from '../functions/reads.ts';
import { consoleAddress } from '../local/console-process.ts';
import { type RunningServer, serve } from '../local/http-server.ts';
import type { Stack } from '../local/stack-file.ts';
import { aggregates } from '../ops/aggregates.ts';
import type { Connection } from '../ops/connection.ts';
import { worldOf } from '../ops/dlq/world.ts';
import { deployedMappings } from '../ops/status/mappings.ts';
import { readTopics } from '../schemas/source.ts';
import { benchOn } from './chaos/bench.ts';
import { chaosRoutes } from './chaos/routes.ts';
import { serviceStates } from './chaos/services.ts';
import { contractRoutes } from './contracts/routes.ts';
import { failureRoutes } from './failures/routes.ts';
import { liveOf } from './live/live.ts';
import { mapRoutes } from './map/routes.ts';
import { listener } from './server/listener.ts';
import { pageFiles } from './server/page-files.ts';
import type { Route } from './server/route.ts';
import { shopRoutes } from './shop/routes.ts';
import { storyRoutes } from './story/routes.ts';
import { topicRoutes } from './topics/routes.ts';

export interface ConsoleProps {
  readonly connection: Connection;
  readonly port: number;
  /** Of this run: who shows it is let in. */
  readonly token: string;
  readonly mayChange: boolean;
  /** The page as it was built. */
  readonly page: string;
  /** What only a laptop has. */
  readonly local?: { readonly stack: Stack /** Of the run. */; readonly dir: string } | undefined;
}

/** @returns the address that lets its owner in */
export const startConsole = async (props: ConsoleProps): Promise<RunningServer> => {
  const { connection, port, token, mayChange, page, local } = props;
  const [mappings, world] = await Promise.all([deployedMappings(connection), worldOf(connection)]);
  const topics = readTopics();
  const processes = local && processesOf(local.dir);
  const live = liveOf({
    connection,
    mappings,
    topics: topics.map(({ topic }) => topic),
    ...(processes && { services: () => serviceStates(processes) }),
  });
  const bench = local && processes && benchOn(local.stack, processes);
  const routes: readonly Route[] = [
    ...mapRoutes({
      connection,
      mappings,
      aggregates,
      reads: consumers,
      live,
      mayChange,
      isLocal: local !== undefined,
    }),
    ...storyRoutes(connection),
    ...topicRoutes(connection, topics, live.looks),
    ...contractRoutes(topics, consumers),
    ...failureRoutes(connection, world),
    ...(local === undefined ? [] : shopRoutes(local.stack)),
    ...(local === undefined || bench === undefined ? [] : chaosRoutes(local.stack, bench)),
  ];
  const server = await serve(listener({ port, token, mayChange, routes, file: pageFiles(page) }), port);
  return {
    url: consoleAddress(port, token),
    stop: async () => {
      await bench?.stop();
      await live.stop();
      await server.stop();
    },
  };
};

export const builtPage = join(import.meta.dirname, '..', '.local', 'console');
