/** A whole system of the run's own, and what its poller says. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../local/addresses.ts';
import { home } from '../../local/install/home.ts';
import type { Stack } from '../../local/stack-file.ts';
import { startSystem } from '../../local/system.ts';
import type { PollerLine } from '../../local/trace.ts';

export interface StartedSystem extends AsyncDisposable {
  readonly stack: Stack;
  /** By mapping, such as `payment/saga/ordering.order`, the function that it invokes. */
  readonly consumers: ReadonlyMap<string, string>;
  /** Of consumers so far. */
  readonly invocations: () => Invocations;
}

export interface Invocations {
  readonly count: number;
  readonly records: number;
  /** Of all of them, as the poller waited for them. */
  readonly seconds: number;
}

/** The lines of a batch are told together: they have the time and the duration in common. */
const counted = (lines: readonly PollerLine[]): Invocations => {
  const records = lines.filter((line) => line.kind === 'handled');
  const batches = new Map(records.map(({ mapping, at, ms }) => [`${mapping} ${at} ${ms}`, ms]));
  const ms = [...batches.values()].reduce((sum, each) => sum + each, 0);
  return { count: batches.size, records: records.length, seconds: ms / 1_000 };
};

const consumersIn = (dir: string): ReadonlyMap<string, string> => {
  const { mappings } = JSON.parse(readFileSync(join(dir, 'poller.json'), 'utf8')) as {
    readonly mappings: readonly { readonly id: string; readonly functionName: string }[];
  };
  return new Map(mappings.map(({ id, functionName }) => [id, functionName]));
};

export const startedSystem = async (say: (line: string) => void): Promise<StartedSystem> => {
  const running = new AsyncDisposableStack();
  const dir = join(home, `bench-${process.pid}`);
  running.defer(() => rmSync(dir, { recursive: true, force: true }));
  const lines: PollerLine[] = [];
  const onFatal = (error: Error): never => {
    console.error(error.message);
    process.exit(1);
  };
  try {
    const onTrace = (line: PollerLine): void => {
      lines.push(line);
    };
    const { stack } = await startSystem({ dir, ports: await freePorts(), say, onTrace, onFatal, running });
    return {
      stack,
      consumers: consumersIn(dir),
      invocations: () => counted(lines),
      [Symbol.asyncDispose]: () => running.disposeAsync(),
    };
  } catch (error) {
    await running.disposeAsync();
    throw error;
  }
};
