/** What the stand-in for a payment gateway holds, by payment. */

export interface Held {
  readonly paymentId: string;
  /** In minor units of the currency. */
  readonly amount: number;
  readonly currency: string;
  readonly status: 'authorized' | 'declined' | 'voided';
  readonly authorizationId: string;
  /** How often it was asked for. */
  readonly requests: number;
}

export interface Authorization {
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly token: string;
}

/** Tokens that a card would be declined by; `approve`, `timeout` and `twice` are authorized. */
const authorized = new Set(['approve', 'timeout', 'twice']);

/** Asked twice for the same payment it answers the same; after a void it authorizes no more. */
export const ledger = () => {
  const payments = new Map<string, Held>();
  return {
    authorize: ({ paymentId, amount, currency, token }: Authorization): Held => {
      const before = payments.get(paymentId) ?? {
        paymentId,
        amount,
        currency,
        status: authorized.has(token) ? ('authorized' as const) : ('declined' as const),
        authorizationId: `authorization-of-${paymentId}`,
        requests: 0,
      };
      const held = { ...before, requests: before.requests + 1 };
      payments.set(paymentId, held);
      return held;
    },
    void: (paymentId: string): void => {
      const before = payments.get(paymentId) ?? {
        paymentId,
        amount: 0,
        currency: '',
        authorizationId: '',
        requests: 0,
      };
      payments.set(paymentId, { ...before, status: 'voided' });
    },
    all: (): readonly Held[] => [...payments.values()],
  };
};
