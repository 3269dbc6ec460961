/** Every fault that is brought about, by what it is done to. */
import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayIs } from '../../local/gateway/availability.ts';
import type { Random } from '../random.ts';
import { type DoorRules, tellDoor } from './door.ts';
import { type Fault, overAlready } from './fault.ts';
import { poisonKinds } from './poison.ts';
import { type Processes, type ServiceName, signalled } from './processes.ts';

export interface FaultsProps {
  readonly processes: Processes;
  readonly doorUrl: string;
  readonly gatewayUrl: string;
  readonly random: Random;
  /** Sends a poisoned record of a kind to its topic. */
  readonly poison: (kind: string) => Promise<void>;
}

export const faultsOf = ({
  processes,
  doorUrl,
  gatewayUrl,
  random,
  poison,
}: FaultsProps): readonly Fault[] => {
  const kill = (service: ServiceName, weight: number): Fault => ({
    name: `kill -9 of the ${service}`,
    weight,
    lasts: [0, 0],
    inject: async () => (signalled(processes.pidOf(service), 'SIGKILL') ? overAlready : undefined),
  });

  const paused = (name: string, weight: number, lasts: Fault['lasts'], pid: () => number | undefined) => ({
    name,
    weight,
    lasts,
    inject: async () => {
      const stopped = pid();
      if (!signalled(stopped, 'SIGSTOP')) return undefined;
      return async () => void signalled(stopped, 'SIGCONT');
    },
  });

  const told = (name: string, weight: number, lasts: Fault['lasts'], rules: Partial<DoorRules>): Fault => ({
    name,
    weight,
    lasts,
    inject: async () => {
      await tellDoor(doorUrl, rules);
      return () => tellDoor(doorUrl, {});
    },
  });

  /** The one that works is caught in the midst of a batch. */
  const anyWorker = (): number | undefined => {
    const workers = processes.workers();
    return workers.length === 0 ? undefined : random.oneOf(workers).pid;
  };

  /** The emulator ends it when its time is over, as Lambda does. */
  const overdue = (name: string, weight: number, isMeant: (timeout: number) => boolean): Fault => ({
    name,
    weight,
    lasts: [1_000, 3_000],
    inject: async () => {
      const workers = processes.workers().filter(({ timeout }) => isMeant(timeout));
      if (workers.length === 0) return undefined;
      const { pid, timeout } = random.oneOf(workers);
      if (!signalled(pid, 'SIGSTOP')) return undefined;
      return async () => {
        await sleep(timeout * 1_000);
        signalled(pid, 'SIGCONT');
      };
    },
  });

  return [
    {
      name: 'kill -9 of a function worker',
      weight: 24,
      lasts: [0, 0],
      inject: async () => (signalled(anyWorker(), 'SIGKILL') ? overAlready : undefined),
    },
    {
      name: 'kill -9 of every function worker',
      weight: 3,
      lasts: [0, 0],
      inject: async () => {
        const killed = processes.workers().filter(({ pid }) => signalled(pid, 'SIGKILL'));
        return killed.length > 0 ? overAlready : undefined;
      },
    },
    kill('broker', 6),
    kill('registry', 5),
    kill('poller', 8),
    // Each for longer than those who wait for it: a group's session ends after 6 s, a request to the registry after 5 s.
    paused('the broker stands still', 3, [7_000, 12_000], () => processes.pidOf('broker')),
    paused('the registry stands still', 4, [6_000, 8_000], () => processes.pidOf('registry')),
    paused('the poller stands still', 4, [7_000, 10_000], () => processes.pidOf('poller')),
    // Kafka's clients give a request up after 30 s.
    paused('the broker stands still for longer than a request waits', 1, [31_000, 35_000], () =>
      processes.pidOf('broker'),
    ),
    paused('a function worker stands still', 6, [2_000, 6_000], anyWorker),
    overdue('a function worker stands still for longer than its time-out', 1.5, (timeout) => timeout <= 30),
    overdue('a consumer stands still for longer than its time-out', 0.4, (timeout) => timeout > 30),
    told('deliveries are late', 8, [2_000, 5_000], { delay: 1_500 }),
    told('deliveries are repeated', 12, [4_000, 8_000], { repeated: 0.5 }),
    told('keys are reordered', 8, [2_000, 5_000], { reordered: 1 }),
    told('repeated, reordered and late', 8, [2_000, 5_000], { repeated: 0.5, reordered: 1, delay: 500 }),
    told('DynamoDB throttles', 12, [1_500, 4_000], { throttled: 0.6 }),
    {
      name: 'the gateway is down',
      weight: 5,
      lasts: [2_000, 6_000],
      inject: async () => {
        await gatewayIs({ gatewayUrl }, false);
        return () => gatewayIs({ gatewayUrl }, true);
      },
    },
    ...poisonKinds.map((kind) => ({
      name: `a poisoned record: ${kind}`,
      weight: 14 / poisonKinds.length,
      lasts: [0, 0] as const,
      inject: async () => {
        await poison(kind);
        return overAlready;
      },
    })),
  ];
};
