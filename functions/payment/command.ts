/** What a payment may be told. */
import type { PaymentRequested } from '../../schemas/payment/payment/contract.gen.ts';

export interface Moment {
  readonly paymentId: string;
  readonly at: number;
}

/** In minor units of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export type PaymentCommand =
  | { readonly type: 'RequestPayment'; readonly data: PaymentRequested }
  | {
      readonly type:
        | 'SecureGoods'
        | 'CancelPayment'
        | 'RecordVoid'
        | 'ExpireAuthorization'
        | 'CapturePayment'
        | 'RecordCapture';
      readonly data: Moment;
    }
  | {
      readonly type: 'RecordAuthorization';
      /** What the gateway says that it holds. */
      readonly data: Moment & Money & { readonly authorizationId: string };
    }
  | { readonly type: 'RecordDecline'; readonly data: Moment & { readonly reason: 'declined' | 'timed-out' } }
  | { readonly type: 'RefundPayment'; readonly data: Moment & Money & { readonly refundId: string } }
  | { readonly type: 'RecordRefund'; readonly data: Moment & { readonly refundId: string } };

export type DataOf<Type> = Extract<PaymentCommand, { type: Type }>['data'];
