/** Times and durations in words. */

/** Two units at most. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (seconds < 1) return `${Math.round(seconds * 1_000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
};

export const clock = (at: number): string => new Date(at).toISOString().slice(11, 23);

export const moment = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 23);

export const rate = (perSecond: number | null | undefined): string =>
  perSecond === null || perSecond === undefined
    ? '–'
    : `${perSecond.toFixed(perSecond < 10 && perSecond > 0 ? 1 : 0)}/s`;
