/** Mappings run while they are enabled, each by itself. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { whileEnabled } from '../../../local/poller/while-enabled.ts';
import { mappingOf } from './records.ts';

const soon = { interval: 5 };

const world = async (enabled: { [uuid: string]: boolean | undefined }, slow = '') => {
  const log: string[] = [];
  const crashes: string[] = [];
  let away = false;
  let looks = 0;
  const slowly = Promise.withResolvers<void>();
  const mappings = Object.keys(enabled).map((uuid) => mappingOf({ id: uuid, uuid }));
  const running = await whileEnabled({
    mappings: [...mappings, mappingOf({ id: 'without an id' })],
    states: async () => {
      looks += 1;
      if (away) throw new Error('the API is away');
      return new Map(Object.entries(enabled).flatMap(([id, is]) => (is === undefined ? [] : [[id, is]])));
    },
    run: async ({ id }) => {
      if (id === 'broken' && log.length > 1) throw new Error('the group cannot be joined');
      log.push(`${id} runs`);
      return {
        stop: async () => {
          if (id === slow) await slowly.promise;
          log.push(`${id} stopped`);
        },
      };
    },
    tell: () => undefined,
    onCrash: ({ message }) => crashes.push(message),
    interval: 5,
  });
  onTestFinished(running.stop);
  onTestFinished(() => slowly.resolve());
  return {
    log,
    crashes,
    looks: () => looks,
    setAway: (is: boolean) => {
      away = is;
    },
    release: slowly.resolve,
  };
};

describe('a mapping', () => {
  it('runs from the start unless it is paused', async () => {
    const { log } = await world({ a: true, b: false });
    expect(log.toSorted()).toEqual(['a runs', 'without an id runs']);
  });

  it('stops when it is paused or removed, and runs again when it is enabled', async () => {
    const enabled: { [uuid: string]: boolean | undefined } = { a: true, b: true };
    const { log } = await world(enabled);
    enabled.a = false;
    enabled.b = undefined;
    await expect.poll(() => log.slice(3).toSorted(), soon).toEqual(['a stopped', 'b stopped']);
    enabled.a = true;
    await expect.poll(() => log.at(-1), soon).toBe('a runs');
  });

  it('that takes long to stop keeps no other waiting, and is not run twice', async () => {
    const enabled = { slow: true, b: true };
    const { log, release } = await world(enabled, 'slow');
    enabled.slow = false;
    enabled.b = false;
    await expect.poll(() => log.at(-1), soon).toBe('b stopped');
    enabled.slow = true;
    enabled.b = true;
    await expect.poll(() => log.at(-1), soon).toBe('b runs');
    expect(log.filter((line) => line === 'slow runs')).toHaveLength(1);
    release();
    await expect.poll(() => log.slice(-2), soon).toEqual(['slow stopped', 'slow runs']);
  });

  it('goes on as it is while the API is away', async () => {
    const enabled = { a: true, b: false };
    const { log, looks, setAway } = await world(enabled);
    setAway(true);
    enabled.a = false;
    enabled.b = true;
    const before = looks();
    await expect.poll(looks, soon).toBeGreaterThan(before + 3);
    expect(log).toHaveLength(2);
    setAway(false);
    await expect.poll(() => log.slice(2).toSorted(), soon).toEqual(['a stopped', 'b runs']);
  });

  it('that cannot be resumed is said', async () => {
    const enabled = { a: true, broken: false };
    const { crashes } = await world(enabled);
    enabled.broken = true;
    await expect.poll(() => crashes, soon).toContain('the group cannot be joined');
  });
});
