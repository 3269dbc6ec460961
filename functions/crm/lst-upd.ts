/** LST_UPD, `YYYY-MM-DD HH:MM:SS` in UTC, as milliseconds since 1970. */

const shape = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

/** @returns undefined for another shape, or a time that there is not, such as 30 February */
export const lstUpdIn = (text: string): number | undefined => {
  const parts = shape.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map(Number);
  const at = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  // Date.UTC carries over what is too much, and takes the years below 100 for others.
  const exists =
    year >= 1000 &&
    hours < 24 &&
    minutes < 60 &&
    seconds < 60 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    new Date(at).getUTCDate() === day;
  return exists ? at : undefined;
};
