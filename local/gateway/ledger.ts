/** What the stand-in for a payment gateway holds, took and gave back, by payment. */

export interface Held {
  readonly paymentId: string;
  /** In minor units of the currency. */
  readonly amount: number;
  readonly currency: string;
  readonly status: 'authorized' | 'declined' | 'voided' | 'captured';
  readonly authorizationId: string;
  /** How often it was asked to hold it. */
  readonly requests: number;
  /** What was given back, by the id of the refund. */
  readonly refunds: { readonly [refundId: string]: number };
}

export interface Authorization {
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly token: string;
}

/** Tokens that a card would be declined by; `approve`, `timeout` and `twice` are authorized. */
const authorized = new Set(['approve', 'timeout', 'twice']);

const nothing = { amount: 0, currency: '', authorizationId: '', requests: 0, refunds: {} };

/** Asked twice for the same thing it does it once; after a void it authorizes no more. */
export const ledger = () => {
  const payments = new Map<string, Held>();
  const known = (paymentId: string): Held => {
    const held = payments.get(paymentId);
    if (held === undefined) throw new Error(`nothing is held for ${paymentId}`);
    return held;
  };
  return {
    knows: (paymentId: string): boolean => payments.has(paymentId),
    authorize: ({ paymentId, amount, currency, token }: Authorization): Held => {
      const before = payments.get(paymentId) ?? {
        ...nothing,
        paymentId,
        amount,
        currency,
        status: authorized.has(token) ? ('authorized' as const) : ('declined' as const),
        authorizationId: `authorization-of-${paymentId}`,
      };
      const held = { ...before, requests: before.requests + 1 };
      payments.set(paymentId, held);
      return held;
    },
    void: (paymentId: string): void => {
      const before = payments.get(paymentId) ?? { ...nothing, paymentId };
      payments.set(paymentId, { ...before, status: 'voided' });
    },
    /** @throws Error when nothing is held, or another amount */
    capture: (paymentId: string, amount: number): void => {
      const held = known(paymentId);
      if (!['authorized', 'captured'].includes(held.status) || held.amount !== amount) {
        throw new Error(`${amount} cannot be taken for ${paymentId}: ${held.amount} are ${held.status}`);
      }
      payments.set(paymentId, { ...held, status: 'captured' });
    },
    /** @throws Error when it would be more than was taken */
    refund: (paymentId: string, refundId: string, amount: number): void => {
      const held = known(paymentId);
      const refunds = { ...held.refunds, [refundId]: amount };
      const total = Object.values(refunds).reduce((sum, each) => sum + each, 0);
      if (held.status !== 'captured' || total > held.amount) {
        throw new Error(`${total} of ${held.amount} (${held.status}) cannot be given back for ${paymentId}`);
      }
      payments.set(paymentId, { ...held, refunds });
    },
    all: (): readonly Held[] => [...payments.values()],
  };
};
