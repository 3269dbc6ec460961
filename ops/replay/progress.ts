/** How far a replay is: what is left, at which rate it goes, and how long that takes. */

export interface Look {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Records not handled yet, up to the end as it was when the replay began. */
  readonly left: number;
}

/** @param first and @param now two looks at the same replay */
export const progressLine = (first: Look, now: Look): string => {
  const handled = first.left - now.left;
  const seconds = (now.at - first.at) / 1_000;
  if (now.left === 0) return `done: ${handled} records in ${seconds.toFixed(1)} s`;
  const rate = seconds > 0 ? handled / seconds : 0;
  const percent = first.left === 0 ? 100 : Math.floor((100 * handled) / first.left);
  const rest =
    rate > 0 ? `${Math.round(rate)} a second, ${durationOf(now.left / rate)} left` : 'not moving yet';
  return `${String(percent).padStart(3)} %  ${now.left} records left, ${rest}`;
};

/** @param seconds as people say it, rounded up */
export const durationOf = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
};
