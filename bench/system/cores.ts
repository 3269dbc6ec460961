/** How busy the machine's cores are, whoever keeps them so. */
import { cpus } from 'node:os';

/** Core milliseconds since the machine started. */
const times = (): { readonly busy: number; readonly all: number } =>
  cpus().reduce(
    ({ busy, all }, { times: { user, nice, sys, irq, idle } }) => {
      const worked = user + nice + sys + irq;
      return { busy: busy + worked, all: all + worked + idle };
    },
    { busy: 0, all: 0 },
  );

/** @returns what the work returns, and the share of all cores' time that was not idle meanwhile, from 0 to 1 */
export const busyDuring = async <Value>(work: () => Promise<Value>): Promise<readonly [Value, number]> => {
  const before = times();
  const value = await work();
  const after = times();
  return [value, (after.busy - before.busy) / Math.max(1, after.all - before.all)];
};
