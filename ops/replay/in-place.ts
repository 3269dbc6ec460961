/** A replay in place: the mappings are paused, their groups moved, and the mappings resumed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { Switches } from '../../functions/platform/consumer/circuit.ts';
import type { DeployedMapping } from './deployed-mappings.ts';
import { isIdle, moveGroup } from './group-offsets.ts';
import type { PlannedPartition } from './plan.ts';

export interface InPlaceProps {
  readonly admin: Admin;
  readonly switches: Switches;
  readonly mappings: readonly DeployedMapping[];
  readonly plan: readonly PlannedPartition[];
  readonly say: (line: string) => void;
  /** Heeded until the first group is moved; then all are moved. */
  readonly signal: AbortSignal;
  /** How long pausing may take: AWS takes up to 90 seconds, and a batch up to 2 minutes; milliseconds. @default 300000 */
  readonly patience?: number;
}

/** Milliseconds. */
const interval = 500;

/**
 * However it ends, the mappings are resumed, unless this process is killed; then the same words again do the same again.
 *
 * @throws Error when it was interrupted before anything was moved, or pausing took too long
 */
export const replayInPlace = async (props: InPlaceProps): Promise<void> => {
  const { admin, mappings, plan, say } = props;
  say('pausing, and waiting until nobody is in the groups');
  try {
    await paused(props);
    for (const mapping of mappings) await moveGroup(admin, mapping, plan);
    say('the groups were moved');
  } finally {
    await resumed(props);
    say('resumed');
  }
};

const paused = async (props: InPlaceProps): Promise<void> => {
  const { admin, switches, mappings } = props;
  await switched(props, false);
  await until(props, 'nobody is in the groups', async () => {
    const idle = await Promise.all(mappings.map((mapping) => isIdle(admin, mapping)));
    const states = await Promise.all(mappings.map(({ uuid }) => switches.stateOf(uuid)));
    return idle.every(Boolean) && states.every((state) => state === 'disabled');
  });
};

/** Not to be interrupted: a mapping that nobody resumes is worse than a second's wait. */
const resumed = (props: InPlaceProps): Promise<void> =>
  switched({ ...props, signal: new AbortController().signal }, true);

/** A mapping that is being changed cannot be changed: its state is waited for first. */
const switched = async (props: InPlaceProps, enabled: boolean): Promise<void> => {
  const { switches, mappings } = props;
  const unwanted = enabled ? 'disabled' : 'enabled';
  for (const { uuid, group } of mappings) {
    await until(props, `${group} can be switched`, async () => (await switches.stateOf(uuid)) !== 'changing');
    if ((await switches.stateOf(uuid)) === unwanted) await switches.turn(uuid, enabled);
  }
};

const until = async (
  { signal, patience = 300_000 }: InPlaceProps,
  what: string,
  isSo: () => Promise<boolean>,
): Promise<void> => {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (signal.aborted) throw new Error('interrupted: no group was moved');
    if (performance.now() - startedAt > patience) {
      throw new Error(`waited ${patience / 1_000} seconds until ${what}, in vain; say the same words again`);
    }
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
};
