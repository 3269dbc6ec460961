/** The port to a payment gateway. */
import type { PaymentEvent } from '../../schemas/payment/payment/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';

/** What asks the gateway: our own events. */
export type Asked = Extract<PaymentEvent, { type: 'AuthorizationRequested' | 'VoidRequested' }>;

/** The fields of them that the gateway is asked with; `npm run schema:check` says when one of them goes. */
export const reads = {
  AuthorizationRequested: ['paymentId', 'amount', 'currency', 'token'],
  VoidRequested: ['paymentId'],
} as const satisfies ReadsOf<Asked>;

export interface PaymentGateway {
  /**
   * Asks the gateway to hold an amount. Asking again for the same payment changes nothing and gets the same answer.
   *
   * @throws TransientFailure when the gateway cannot be reached at all; PermanentFailure when it refuses the request
   */
  readonly authorize: (request: AuthorizationRequest) => Promise<GatewayAnswer>;
  /**
   * Gives up whatever is held for the payment, or may come to be held: an authorization that comes later is refused.
   *
   * @throws TransientFailure when the gateway did not say that it was done
   */
  readonly void: (paymentId: string) => Promise<void>;
}

export interface AuthorizationRequest {
  /** The payment, and the gateway's idempotency key. */
  readonly paymentId: string;
  /** In minor units of the currency. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly token: string;
}

export type GatewayAnswer =
  | { readonly outcome: 'authorized'; readonly authorizationId: string }
  | { readonly outcome: 'declined' }
  /** It took the request and did not answer in time: it may have authorized, or may yet. */
  | { readonly outcome: 'timed-out' };
