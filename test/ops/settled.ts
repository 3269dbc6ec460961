/** Waits until consumers have read everything that was said until now. */
import { vi } from 'vitest';
import type { Connection } from '../../ops/connection.ts';
import { deployedMappings } from '../../ops/status/mappings.ts';
import { endsOf, placesOf } from '../../ops/status/offsets.ts';

/**
 * What no relay has sent yet is not waited for: first wait for the last event that is of interest.
 *
 * @param consumers `<context>.<function>`. @default all of them
 */
export const settled = async (connection: Connection, ...consumers: readonly string[]): Promise<void> => {
  const mappings = (await deployedMappings(connection)).filter(
    ({ consumer }) => consumers.length === 0 || consumers.includes(consumer),
  );
  if (mappings.length === 0) throw new Error(`nobody is called ${consumers.join(', ')}`);
  const admin = connection.kafka.admin();
  await admin.connect();
  const isBehind = async (mapping: (typeof mappings)[number]): Promise<boolean> => {
    const ends = (await endsOf(admin, [mapping.topic])).get(mapping.topic) ?? [];
    return (await placesOf(admin, mapping, ends)).some(({ lag }) => lag > 0);
  };
  const allHaveRead = async (): Promise<void> => {
    for (const mapping of mappings) {
      if (await isBehind(mapping)) throw new Error(`${mapping.group} has not read all of its topic`);
    }
  };
  try {
    await vi.waitFor(allHaveRead, { timeout: 180_000, interval: 100 });
  } finally {
    await admin.disconnect();
  }
};
