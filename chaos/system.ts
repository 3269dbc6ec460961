/** A whole system of a run's own on free ports, with a door before the emulator. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../local/addresses.ts';
import { home } from '../local/install/home.ts';
import { freePort } from '../local/ports.ts';
import type { Stack } from '../local/stack-file.ts';
import { startSystem } from '../local/system.ts';
import { openDoor } from './faults/door.ts';
import { type Processes, processesOf } from './faults/processes.ts';

/** A kept order leaves some 100 kB in the emulator's memory, and a run has tens of thousands. */
const traceRatio = 0.02;

export interface ChaosSystem {
  readonly stack: Stack;
  readonly processes: Processes;
  readonly doorUrl: string;
}

/**
 * @param running takes what has to be stopped
 * @throws Error when the system does not come up
 */
export const startChaosSystem = async (
  say: (line: string) => void,
  running: AsyncDisposableStack,
): Promise<ChaosSystem> => {
  const dir = join(home, `chaos-${process.pid}`);
  running.defer(() => rmSync(dir, { recursive: true, force: true }));
  const ports = await freePorts();
  const door = await openDoor(await freePort(), `http://127.0.0.1:${ports.emulator}`);
  running.defer(door.stop);
  const onFatal = (error: Error): never => {
    console.error(`${error.message}\nlogs: ${dir}`);
    process.exit(1);
  };
  const onTrace = (): void => undefined;
  const doorUrl = door.url;
  const { stack } = await startSystem({ dir, ports, doorUrl, traceRatio, say, onTrace, onFatal, running });
  return { stack, processes: processesOf(dir), doorUrl };
};
