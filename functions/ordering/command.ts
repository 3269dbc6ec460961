/** What an order may be told. */
import type { AllocatedLine, OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';
import type { Refusal } from '../platform/commit/decider.ts';

export type CancellationReason =
  | 'customer'
  | 'out-of-stock'
  | 'payment-declined'
  | 'payment-timed-out'
  | 'timed-out'
  | 'dispatch-timed-out';

export interface Moment {
  readonly orderId: string;
  readonly at: number;
}

export type OrderCommand =
  | {
      readonly type: 'PlaceOrder';
      /** The refusal of who looked at customer and prices, if there is one. */
      readonly data: {
        readonly orderId: string;
        readonly order: OrderPlaced;
        readonly refusal?: Refusal | undefined;
      };
    }
  | { readonly type: 'AllocateOrder'; readonly data: Moment & { readonly lines: readonly AllocatedLine[] } }
  | {
      readonly type:
        | 'AuthorizeOrder'
        | 'ExpireOrder'
        | 'ExpireDispatch'
        | 'RecordCancelledShipment'
        | 'RejectCancellation'
        | 'DispatchOrder'
        | 'CompleteOrder';
      readonly data: Moment;
    }
  | {
      readonly type: 'CancelOrder';
      /** @param customerId only this customer's order, if given */
      readonly data: Moment & { readonly reason: CancellationReason; readonly customerId?: string };
    };
