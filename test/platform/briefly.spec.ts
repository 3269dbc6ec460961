/** What is remembered for a moment is asked for once in that time, and a failure not at all. */
import { expect, it } from 'vitest';
import { briefly } from '../../functions/platform/briefly.ts';

it('asks again when the time is over', async () => {
  let [asked, now] = [0, 0];
  const ask = briefly(
    1_000,
    async () => ++asked,
    () => now,
  );
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  now = 999;
  expect(await ask()).toBe(1);
  now = 1_000;
  expect(await ask()).toBe(2);
});

it('asks again after a failure', async () => {
  let asked = 0;
  const ask = briefly(1_000, async () => {
    asked += 1;
    if (asked === 1) throw new Error('not now');
    return asked;
  });
  await expect(ask()).rejects.toThrow('not now');
  expect(await ask()).toBe(2);
});
