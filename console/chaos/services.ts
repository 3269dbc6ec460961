/** The processes of a laptop's system, and whether each runs. */
import { readFileSync } from 'node:fs';
import type { Processes, ServiceName } from '../../chaos/faults/processes.ts';

export interface ServiceState {
  readonly name: ServiceName;
  readonly state: 'running' | 'paused' | 'gone';
}

const names: readonly ServiceName[] = ['broker', 'registry', 'poller'];

export const serviceStates = (processes: Pick<Processes, 'pidOf'>): readonly ServiceState[] =>
  names.map((name) => ({ name, state: stateOf(processes.pidOf(name)) }));

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the state stands behind the name in parentheses. */
const stateOf = (pid: number | undefined): ServiceState['state'] => {
  if (pid === undefined) return 'gone';
  try {
    const [, state] = /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return state === 'T' ? 'paused' : 'running';
  } catch {
    return 'gone';
  }
};
