/** Waits until consumers have read everything that was said until now. */
import { vi } from 'vitest';
import type { Connection } from '../../ops/connection.ts';
import { statusOf } from '../../ops/status/gather.ts';

/**
 * What no relay has sent yet is not waited for: first wait for the last event that is of interest.
 *
 * @param consumers `<context>.<function>`. @default all of them
 */
export const settled = (connection: Connection, ...consumers: readonly string[]): Promise<void> =>
  vi.waitFor(
    async () => {
      const { consumers: all } = await statusOf(connection);
      const behind = all.filter(
        ({ consumer, lag }) => lag > 0 && (consumers.length === 0 || consumers.includes(consumer)),
      );
      if (behind.length > 0) {
        throw new Error(`${behind.map(({ consumer }) => consumer).join(', ')} are behind`);
      }
    },
    { timeout: 180_000, interval: 300 },
  );
