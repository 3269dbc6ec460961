/** Keeps a service running: started, waited for, restarted when it dies, and stopped whole. */
import { setTimeout as sleep } from 'node:timers/promises';
import { logTail } from './log-tail.ts';
import { type Launch, launch, type ProcessGroup } from './process-group.ts';

export interface Service extends Launch {
  readonly name: string;
  /** Asked until it says yes; a throw is a no. */
  readonly ready: () => Promise<boolean>;
  readonly readyWithinMs: number;
  /** `restart`: started again on its own data. `fatal`: the run cannot go on. */
  readonly onDeath: 'restart' | 'fatal';
}

export interface Listeners {
  readonly say: (line: string) => void;
  readonly onFatal: (error: Error) => void;
}

export interface Supervised {
  readonly name: string;
  /** Of the running process; another one after a restart. */
  readonly pid: () => number | undefined;
  /** Resolves when the process and all of its children are gone. */
  readonly stop: () => Promise<void>;
}

const pause = { first: 200, longest: 5_000 };
const deathsPerMinute = 5;
/** How long a service may take to end in its own way, milliseconds. */
const grace = 5_000;

/** @throws Error with its last log lines, when it does not come up */
export const supervise = async (service: Service & Listeners): Promise<Supervised> => {
  const { name, say, onFatal } = service;
  const deaths: number[] = [];
  let stopping = false;
  let group = launch(service);

  const watch = (): void => {
    void group.ended.then((how) => {
      if (!stopping) void died(how);
    });
  };

  const died = async (how: string): Promise<void> => {
    deaths.push(Date.now());
    const recent = deaths.filter((at) => at > Date.now() - 60_000).length;
    if (service.onDeath === 'fatal' || recent > deathsPerMinute) {
      const often = service.onDeath === 'fatal' ? '' : `, for the ${recent}th time within a minute`;
      return onFatal(failure(service, `${name} died (${how})${often}`));
    }
    say(`${name} died (${how}); restarting it on its own data`);
    await sleep(Math.min(pause.longest, pause.first * 2 ** (recent - 1)));
    if (stopping) return;
    group = launch(service);
    await untilReady(service, group).then(
      () => {
        say(`${name} is back`);
        watch();
      },
      (error: Error) => (stopping ? undefined : onFatal(error)),
    );
  };

  await untilReady(service, group);
  watch();
  return {
    name,
    pid: () => group.pid,
    stop: async () => {
      stopping = true;
      await end(group);
    },
  };
};

const untilReady = async (service: Service, group: ProcessGroup): Promise<void> => {
  const { name, ready, readyWithinMs } = service;
  const deadline = Date.now() + readyWithinMs;
  let how: string | undefined;
  void group.ended.then((reason) => {
    how = reason;
  });
  while (!(await ready().catch(() => false))) {
    if (how !== undefined) throw failure(service, `${name} ended before it was ready (${how})`);
    if (Date.now() > deadline) {
      await end(group);
      throw failure(service, `${name} was not ready within ${readyWithinMs / 1_000} s`);
    }
    await sleep(50);
  }
};

const end = async (group: ProcessGroup): Promise<void> => {
  group.signal('SIGTERM');
  const impatience = setTimeout(() => group.signal('SIGKILL'), grace);
  await group.ended;
  clearTimeout(impatience);
};

const failure = ({ logFile }: Service, what: string): Error =>
  new Error(`${what}; its last lines in ${logFile}:\n${logTail(logFile)}`);
