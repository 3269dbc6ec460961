/** What a reservation may be told. */
import type { Allocation, ReservationLine } from '../../../schemas/inventory/reservation/contract.gen.ts';

interface Moment {
  readonly reservationId: string;
  readonly at: number;
}

export interface OneLine extends Moment {
  readonly sku: string;
  readonly quantity: number;
}

export interface ReservedLine extends OneLine {
  readonly allocations: readonly Allocation[];
}

export type ReservationCommand =
  | {
      readonly type: 'RequestReservation';
      readonly data: Moment & { readonly lines: readonly ReservationLine[] };
    }
  | { readonly type: 'RecordReservedLine'; readonly data: ReservedLine }
  | { readonly type: 'RecordRejectedLine'; readonly data: OneLine }
  | {
      readonly type: 'CancelReservation' | 'DispatchReservation' | 'ExpireReservation';
      readonly data: Moment;
    };
