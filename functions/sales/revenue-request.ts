/** Which hours, products and currencies a request asks for. */
import type { Fault } from '../platform/http/problem.ts';
import { invalid } from '../platform/http/request-body.ts';
import { hourIn, hourOf, hourText } from './hour.ts';

export interface Asked {
  /** As text, the earliest first. */
  readonly hours: readonly string[];
  /** @default all of them */
  readonly sku?: string | undefined;
  /** @default all of them */
  readonly currency?: string | undefined;
}

type Query = { readonly [name: string]: string | undefined };

const hourLimit = 31 * 24;
const usualHours = 24;
const expectedHour = 'expected an hour of UTC, such as 2026-11-25T21';

/** @param now milliseconds since 1970; @throws ProblemError 400 with every fault by its parameter */
export const askedIn = ({ from, to, sku, currency }: Query, now: number): Asked => {
  const last = to === undefined ? hourOf(now) : hourIn(to);
  const first = from === undefined ? (last ?? 0) - (usualHours - 1) : hourIn(from);
  const faults: Fault[] = [
    ...(first === undefined ? [{ path: 'from', detail: expectedHour }] : []),
    ...(last === undefined ? [{ path: 'to', detail: expectedHour }] : []),
    ...spanFaults(first, last),
    ...textFaults(
      'sku',
      sku,
      /^[A-Za-z0-9][\w.-]{0,63}$/,
      '1 to 64 letters, digits, dots, dashes or underscores',
    ),
    ...textFaults('currency', currency, /^[A-Z]{3}$/, 'an ISO 4217 code in capitals, such as EUR'),
  ];
  if (first === undefined || last === undefined || faults.length > 0) throw invalid(faults);
  const hours = Array.from({ length: last - first + 1 }, (_, index) => hourText(first + index));
  return { hours, sku, currency };
};

/** @throws ProblemError 400 */
export const askedHour = (hour: string): Asked => {
  if (hourIn(hour) === undefined) throw invalid([{ path: 'hour', detail: expectedHour }]);
  return { hours: [hour] };
};

const spanFaults = (first: number | undefined, last: number | undefined): readonly Fault[] => {
  if (first === undefined || last === undefined) return [];
  const count = last - first + 1;
  if (count >= 1 && count <= hourLimit) return [];
  return [
    { path: 'to', detail: `expected 1 to ${hourLimit} hours from the first to the last, got ${count}` },
  ];
};

const textFaults = (
  path: string,
  text: string | undefined,
  pattern: RegExp,
  expected: string,
): readonly Fault[] =>
  text === undefined || pattern.test(text) ? [] : [{ path, detail: `expected ${expected}` }];
