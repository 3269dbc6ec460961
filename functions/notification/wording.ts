/** What every language has to say, so that none forgets a letter or a reason. */
import type { Formats } from './formats.ts';
import type { Draft } from './letter.ts';
import type { Mail } from './mail.ts';

export interface Wording {
  /** @param name empty when we know none */
  readonly greeting: (name: string) => string;
  readonly closing: string;
  readonly reasons: { readonly [reason in Reason | 'other']: string };
  /** Without greeting and closing. */
  readonly draft: (mail: Mail, formats: Formats) => Draft;
}

/** Why ordering cancels an order, as it says it today. */
const reasons = [
  'customer',
  'out-of-stock',
  'payment-declined',
  'payment-timed-out',
  'timed-out',
  'dispatch-timed-out',
] as const;

type Reason = (typeof reasons)[number];

/** A reason of another day is told in general words. */
export const reasonIn = (said: Wording['reasons'], reason: string): string =>
  said[reasons.find((known) => known === reason) ?? 'other'];
