/** How many units of an order may come back: all returns of an order together never exceed what was ordered. */
import { type Refusal, refuse } from '../../platform/commit/decider.ts';

export interface Units {
  readonly sku: string;
  readonly quantity: number;
}

/** The units that one return was let have. */
export interface Admission {
  readonly lines: readonly Units[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The return ended without them, so that another may have them. It stays known: the request may come again. */
  readonly givenBack: boolean;
}

/** All admissions of one order, by return. */
export interface Admissions {
  /** How often they were changed; 0 when there are none. */
  readonly version: number;
  readonly returns: { readonly [returnId: string]: Admission };
}

export interface Wish {
  readonly returnId: string;
  readonly lines: readonly Units[];
  readonly at: number;
}

export const noAdmissions: Admissions = { version: 0, returns: {} };

/** @param ordered what was ordered, one line per SKU */
export const admit = (
  ordered: readonly Units[],
  admissions: Admissions,
  { returnId, lines, at }: Wish,
): Admissions | Refusal => {
  const over = lines.find(({ sku, quantity }) => quantity > left(ordered, admissions, sku));
  if (over !== undefined) {
    const { sku, quantity } = over;
    const detail = `${quantity} units of ${sku}; ${left(ordered, admissions, sku)} of them can still come back`;
    return refuse('too-many-units', detail);
  }
  return changed(admissions, { ...admissions.returns, [returnId]: { lines, at, givenBack: false } });
};

/** The same admissions when there is nothing to give back. */
export const giveBack = (admissions: Admissions, returnId: string): Admissions => {
  const admission = admissions.returns[returnId];
  if (admission === undefined || admission.givenBack) return admissions;
  return changed(admissions, { ...admissions.returns, [returnId]: { ...admission, givenBack: true } });
};

/** Takes out admissions whose returns never came to be. */
export const without = (admissions: Admissions, abandoned: readonly string[]): Admissions =>
  changed(
    admissions,
    Object.fromEntries(Object.entries(admissions.returns).filter(([id]) => !abandoned.includes(id))),
  );

const changed = ({ version }: Admissions, returns: Admissions['returns']): Admissions => ({
  version: version + 1,
  returns,
});

const left = (ordered: readonly Units[], { returns }: Admissions, sku: string): number => {
  const out = Object.values(returns).filter(({ givenBack }) => !givenBack);
  return (
    unitsOf(ordered, sku) -
    unitsOf(
      out.flatMap(({ lines }) => lines),
      sku,
    )
  );
};

const unitsOf = (lines: readonly Units[], sku: string): number =>
  lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0);
