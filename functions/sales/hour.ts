/** Hours as text, `2026-11-25T21`, in UTC. */

const hourMs = 3_600_000;

/** @returns hours since 1970; undefined for what is no hour of a calendar */
export const hourIn = (text: string): number | undefined => {
  const at = /^\d{4}-\d\d-\d\dT\d\d$/.test(text) ? Date.parse(`${text}:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || hourText(at / hourMs) !== text ? undefined : at / hourMs;
};

/** @param hour since 1970, of a year with four digits */
export const hourText = (hour: number): string => new Date(hour * hourMs).toISOString().slice(0, 13);

export const hourOf = (at: number): number => Math.floor(at / hourMs);

/** From 1970 to 9999. */
export const isHour = (hour: number): boolean => hour >= 0 && hour < 253_402_300_800_000 / hourMs;
