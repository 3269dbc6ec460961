/** A moment as operators write it: `15m` ago, or a time in ISO 8601. */
import { UsageError } from './command.ts';

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 } as const;

/**
 * @param name of the option; @param now milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws UsageError when it is neither
 */
export const momentIn = (name: string, text: string, now: number): number => {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * units[unit as keyof typeof units];
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new UsageError(
    `--${name} is ${text}; expected how long ago, such as 90s, 15m, 2h or 3d, or a time such as 2026-03-01T12:00:00Z`,
  );
};
