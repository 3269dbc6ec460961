/** The port to a payment gateway. */
import type { PaymentEvent } from '../../schemas/payment/payment/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { Money } from './command.ts';

/** What asks the gateway: our own events. */
export type Asked = Extract<PaymentEvent, { type: (typeof heard)[number] }>;

export const heard = [
  'AuthorizationRequested',
  'VoidRequested',
  'CaptureRequested',
  'RefundRequested',
] as const;

/** The fields of them that the gateway is asked with; `npm run schema:check` says when one of them goes. */
export const reads = {
  AuthorizationRequested: ['paymentId', 'amount', 'currency', 'token'],
  VoidRequested: ['paymentId'],
  CaptureRequested: ['paymentId', 'authorizationId', 'amount', 'currency'],
  RefundRequested: ['paymentId', 'refundId', 'amount', 'currency'],
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
  /**
   * Takes the money that is held. Asking again for the same payment takes nothing more.
   *
   * @throws TransientFailure when the gateway did not say that it was done; PermanentFailure when it will not
   */
  readonly capture: (request: CaptureRequest) => Promise<void>;
  /**
   * Gives money back. Asking again for the same refund gives nothing more.
   *
   * @throws TransientFailure when the gateway did not say that it was done; PermanentFailure when it will not
   */
  readonly refund: (request: RefundRequest) => Promise<void>;
}

export interface AuthorizationRequest extends Money {
  /** The payment, and the gateway's idempotency key. */
  readonly paymentId: string;
  readonly token: string;
}

export interface CaptureRequest extends Money {
  /** The payment, and the gateway's idempotency key. */
  readonly paymentId: string;
  readonly authorizationId: string;
}

export interface RefundRequest extends Money {
  readonly paymentId: string;
  /** The gateway's idempotency key. */
  readonly refundId: string;
}

export type GatewayAnswer =
  /** With what it holds. */
  | ({ readonly outcome: 'authorized'; readonly authorizationId: string } & Money)
  | { readonly outcome: 'declined' }
  /** It took the request and did not answer in time: it may have authorized, or may yet. */
  | { readonly outcome: 'timed-out' };
