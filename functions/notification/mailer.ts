/** The port to whoever carries our letters. */
import type { Letter } from './letter.ts';

export interface Mailer {
  /**
   * Hands one letter over, in one attempt that takes at most `patience`.
   *
   * Whoever hands the same letter over twice has sent it twice: carriers have no idempotency key.
   *
   * @throws TransientFailure when it was not taken and may be taken later, or when no answer came: then it may have been
   *   taken all the same. PermanentFailure when it can take nothing from us before somebody changes how we are set up
   */
  readonly send: (to: string, letter: Letter) => Promise<MailerAnswer>;
}

export type MailerAnswer =
  | { readonly outcome: 'accepted'; readonly mailId: string }
  /** This letter, to this address, is never taken. */
  | { readonly outcome: 'refused'; readonly reason: string };

/** Milliseconds. */
export const patience = 5_000;
