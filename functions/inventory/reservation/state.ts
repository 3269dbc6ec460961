/** What is known of a reservation, folded from its events. */
import type { Allocation, ReservationEvent } from '../../../schemas/inventory/reservation/contract.gen.ts';

export interface LineState {
  readonly quantity: number;
  readonly status: 'pending' | 'reserved' | 'rejected' | 'released' | 'dispatched';
  /** Where its units are, while they are reserved. */
  readonly allocations: readonly Allocation[];
}

export interface ReservationState {
  readonly status: 'new' | 'requested' | 'completed' | 'rejected' | 'expired' | 'cancelled' | 'dispatched';
  readonly lines: { readonly [sku: string]: LineState };
}

export const evolve = (state: ReservationState, { type, data }: ReservationEvent): ReservationState => {
  switch (type) {
    case 'ReservationRequested': {
      const pending = data.lines.map(({ sku, quantity }): [string, LineState] => [
        sku,
        { quantity, status: 'pending', allocations: [] },
      ]);
      return { status: 'requested', lines: Object.fromEntries(pending) };
    }
    case 'LineReserved':
      return withLine(state, data.sku, { ...unitsOf(data), status: 'reserved' });
    case 'LineRejected':
      return withLine(state, data.sku, { quantity: data.quantity, allocations: [], status: 'rejected' });
    case 'LineReleased':
      return withLine(state, data.sku, { ...unitsOf(data), status: 'released' });
    case 'LineDispatched':
      return withLine(state, data.sku, { ...unitsOf(data), status: 'dispatched' });
    case 'ReservationCompleted':
      return { ...state, status: 'completed' };
    case 'ReservationRejected':
      return { ...state, status: 'rejected' };
    case 'ReservationExpired':
      return { ...state, status: 'expired' };
    case 'ReservationCancelled':
      return { ...state, status: 'cancelled' };
    case 'ReservationDispatched':
      return { ...state, status: 'dispatched' };
  }
};

const unitsOf = ({ quantity, allocations }: Omit<LineState, 'status'>) => ({ quantity, allocations });

const withLine = (state: ReservationState, sku: string, line: LineState): ReservationState => ({
  ...state,
  lines: { ...state.lines, [sku]: line },
});
