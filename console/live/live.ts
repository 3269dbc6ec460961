/** Tells every open page what goes on; looks harder only while one is open. */
import type { ServerResponse } from 'node:http';
import type { Connection } from '../../ops/connection.ts';
import { statusOf } from '../../ops/status/gather.ts';
import type { KafkaMapping } from '../../ops/status/mappings.ts';
import type { Told } from '../answers/live.ts';
import type { ServiceState } from '../chaos/services.ts';
import { feedOf } from './feed.ts';
import { looksAt } from './looks.ts';
import { type Outlet, outlet } from './outlet.ts';

export interface LiveProps {
  readonly connection: Connection;
  readonly mappings: readonly KafkaMapping[];
  readonly topics: readonly string[];
  /** Of a laptop; none elsewhere. */
  readonly services?: () => readonly ServiceState[];
}

export type Live = ReturnType<typeof liveOf>;

/** Milliseconds. */
const rhythm = { looks: 3_000, status: 5_000, services: 1_000 };

export const liveOf = ({ connection, mappings, topics, services }: LiveProps) => {
  const outlets = new Set<Outlet>();
  const newest = new Map<string, unknown>();
  const tell = <Name extends keyof Told>(name: Name, content: Told[Name]): void => {
    newest.set(name, content);
    for (const each of outlets) each.tell(name, content);
  };
  const feed = feedOf(connection.kafka, (isHearing) => tell('hearing', { isHearing }));
  const looks = looksAt({
    ...{ kafka: connection.kafka, mappings, topics },
    every: rhythm.looks,
    seen: (look) => tell('look', look),
  });
  let troubleOfStatus = '';
  const tellTrouble = (): void => tell('trouble', { message: looks.trouble() ?? troubleOfStatus });

  const status = repeated(rhythm.status, async () => {
    if (outlets.size === 0) return;
    try {
      tell('status', await statusOf(connection, mappings));
      troubleOfStatus = '';
    } catch (error) {
      troubleOfStatus = (error as Error).message;
    }
  });
  const others = repeated(rhythm.services, async () => {
    if (outlets.size === 0) return;
    tellTrouble();
    if (services !== undefined) tell('services', services());
  });

  const open = (response: ServerResponse): void => {
    const one = outlet(response);
    outlets.add(one);
    // What is known already is there at once.
    for (const [name, content] of newest) one.tell(name, content);
    status.soon();
    const leave = feed.follow(one.see);
    response.once('close', () => {
      outlets.delete(one);
      leave();
      one.close();
    });
  };

  return {
    open,
    looks: looks.all,
    stop: async (): Promise<void> => {
      for (const one of outlets) one.close();
      await Promise.all([status.stop(), others.stop(), looks.stop(), feed.stop()]);
    },
  };
};

/** Once more when it has ended and some time has passed. */
const repeated = (every: number, work: () => Promise<void>) => {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let working: Promise<void> | undefined;
  const run = (): void => {
    clearTimeout(timer);
    working ??= work().finally(() => {
      working = undefined;
      if (!isOver) timer = setTimeout(run, every);
    });
  };
  run();
  return {
    soon: run,
    stop: async (): Promise<void> => {
      isOver = true;
      clearTimeout(timer);
      await working;
    },
  };
};
