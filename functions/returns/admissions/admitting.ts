/** Admits a return to the units of its order, and takes the units back when it ends without them. */
import { CauseReused } from '../../platform/commit/commit.ts';
import { isRefusal, type Refusal } from '../../platform/commit/decider.ts';
import { TransientFailure } from '../../platform/failure.ts';
import { fullJitter } from '../../platform/jitter.ts';
import { type Admissions, admit, giveBack, type Units, type Wish, without } from './admission.ts';
import type { AdmissionStore } from './store.ts';

export interface AdmittingProps {
  readonly store: AdmissionStore;
  /** Whether a return of this order was requested under this id. */
  readonly isRequested: (returnId: string, orderId: string) => Promise<boolean>;
}

export interface Order {
  readonly orderId: string;
  readonly lines: readonly Units[];
}

export interface Admitting {
  /**
   * Before the return is requested. A repeat of a wish is admitted once.
   *
   * @throws CauseReused for another wish under the same id; TransientFailure when others were faster again and again
   */
  readonly admit: (order: Order, wish: Wish) => Promise<Refusal | Admissions>;
  /** After the return has ended without its units. */
  readonly giveBack: (orderId: string, returnId: string) => Promise<Admissions>;
}

/** Milliseconds; no function lives nearly as long, so that whoever was to request the return after it is gone. */
export const abandonedAfter = 15 * 60_000;

const attempts = 10;

export const admitting = ({ store, isRequested }: AdmittingProps): Admitting => ({
  admit: ({ orderId, lines }, wish) =>
    update(store, orderId, async (admissions) => {
      if (isKnown(wish, admissions)) return admissions;
      const answer = admit(lines, admissions, wish);
      if (!isRefusal(answer)) return answer;
      const old = olderThan(wish.at - abandonedAfter, admissions);
      const requested = await Promise.all(old.map((returnId) => isRequested(returnId, orderId)));
      const abandoned = old.filter((_, index) => requested[index] === false);
      return abandoned.length > 0 ? admit(lines, without(admissions, abandoned), wish) : answer;
    }),
  giveBack: (orderId, returnId) => update(store, orderId, (admissions) => giveBack(admissions, returnId)),
});

/** Writes what `change` makes of the admissions, on condition that nobody changed them meanwhile. */
const update = async <Answer extends Admissions | Refusal>(
  store: AdmissionStore,
  orderId: string,
  change: (admissions: Admissions) => Answer | Promise<Answer>,
): Promise<Answer> => {
  for (let tried = 1; tried <= attempts; tried += 1) {
    const before = await store.read(orderId);
    const after = await change(before);
    if (isRefusal(after) || after.version === before.version) return after;
    if (await store.replace(orderId, before, after)) return after;
    await fullJitter(tried);
  }
  throw new TransientFailure(`the returns of order ${orderId} were changed ${attempts} times in a row`);
};

const olderThan = (time: number, { returns }: Admissions): readonly string[] =>
  Object.entries(returns)
    .filter(([, { at }]) => at < time)
    .map(([returnId]) => returnId);

const isKnown = ({ returnId, lines }: Wish, { returns }: Admissions): boolean => {
  const known = returns[returnId];
  if (known === undefined) return false;
  if (textOf(known.lines) !== textOf(lines)) throw new CauseReused(`return ${returnId}`);
  return true;
};

const textOf = (lines: readonly Units[]): string =>
  JSON.stringify(lines.map(({ sku, quantity }) => [sku, quantity]));
