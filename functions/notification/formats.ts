/** Money and days, as a language writes them. */
import type { Language } from './mail.ts';

export interface Formats {
  /** @param amount in minor units; @param currency ISO 4217. @throws RangeError when it is no code of a currency */
  readonly money: (amount: number, currency: string) => string;
  /** The day in UTC. @param at milliseconds since 1970. @throws RangeError when it is no time */
  readonly day: (at: number) => string;
}

export const formatsOf = (language: Language): Formats => ({
  money: (amount, currency) => {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
    // As decimal text: a division would round what a number still holds exactly.
    return format.format(`${amount}E-${digits}` as `${number}`);
  },
  day: (at) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at),
});
