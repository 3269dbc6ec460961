/** Starts the whole system on free ports before the tests that need it, and stops it after them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDoor } from '../chaos/faults/door.ts';
import { freePorts } from '../local/addresses.ts';
import { freePort } from '../local/ports.ts';
import { startSystem } from '../local/system.ts';
import type {} from './provided.ts';

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const dir = join(import.meta.dirname, '..', '.local', `test-${process.pid}`);
  const running = new AsyncDisposableStack();
  running.defer(() => rmSync(dir, { recursive: true, force: true }));
  const say = (line: string) => console.log(`  ${line}`);
  const onFatal = (error: Error) => {
    console.error(error.message);
    process.exit(1);
  };
  try {
    const ports = await freePorts();
    const door = await openDoor(await freePort(), `http://127.0.0.1:${ports.emulator}`);
    running.defer(door.stop);
    const { stack, services } = await startSystem({
      dir,
      ports,
      doorUrl: door.url,
      say,
      onTrace: (line) => line.kind === 'trouble' && say(`${line.mapping}: ${line.message}`),
      onFatal,
      running,
    });
    provide('stack', stack);
    provide('kafkaPid', services.kafka.pid() ?? 0);
    provide('dir', dir);
    provide('doorUrl', door.url);
    provide('assembly', join(dir, 'cdk.out'));
    provide('awsEndpoint', stack.awsEndpoint);
    provide('kafkaBrokers', stack.kafkaBrokers);
    provide('schemaRegistryUrl', stack.schemaRegistryUrl);
  } catch (error) {
    await running.disposeAsync();
    throw error;
  }
  return () => running.disposeAsync();
};
