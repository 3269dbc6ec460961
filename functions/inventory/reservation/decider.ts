/** The rules of a reservation: all lines of an order or none, each asked of the one writer of its SKU. */
import type {
  ReservationEvent,
  ReservationLine,
} from '../../../schemas/inventory/reservation/contract.gen.ts';
import type { StockItemCommand } from '../../../schemas/inventory/stock-item.commands/contract.gen.ts';
import type { Decider } from '../../platform/decider.ts';

interface OneLine {
  readonly reservationId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly at: number;
}

export type ReservationCommand =
  | {
      readonly type: 'RequestReservation';
      readonly data: {
        readonly reservationId: string;
        readonly lines: readonly ReservationLine[];
        readonly at: number;
      };
    }
  | { readonly type: 'RecordReservedLine' | 'RecordRejectedLine'; readonly data: OneLine }
  | {
      readonly type: 'CancelReservation';
      readonly data: { readonly reservationId: string; readonly at: number };
    };

type LineStatus = 'pending' | 'reserved' | 'rejected' | 'released';

export interface ReservationState {
  readonly status: 'new' | 'requested' | 'completed' | 'rejected' | 'cancelled';
  readonly lines: { readonly [sku: string]: { readonly quantity: number; readonly status: LineStatus } };
}

export type ReservationDecider = Decider<ReservationCommand, ReservationState, ReservationEvent>;
type Decision = readonly ReservationEvent[];

const decide: ReservationDecider['decide'] = ({ type, data }, state): Decision => {
  switch (type) {
    case 'RequestReservation':
      if (state.status !== 'new') return [];
      return [
        {
          type: 'ReservationRequested',
          data: { reservationId: data.reservationId, lines: data.lines, requestedAt: data.at },
        },
      ];
    case 'RecordReservedLine':
      return state.lines[data.sku]?.status === 'pending' ? reserveLine(data, state) : [];
    case 'RecordRejectedLine':
      return state.lines[data.sku]?.status === 'pending' ? rejectLine(data, state) : [];
    case 'CancelReservation':
      if (state.status !== 'requested' && state.status !== 'completed') return [];
      return [
        { type: 'ReservationCancelled', data: { reservationId: data.reservationId, cancelledAt: data.at } },
        ...releaseLines(data.reservationId, state),
      ];
  }
};

/** A line that comes in when the reservation has already ended goes straight back. */
const reserveLine = ({ at, ...line }: OneLine, state: ReservationState): Decision => {
  const reserved: ReservationEvent = { type: 'LineReserved', data: line };
  if (state.status !== 'requested') return [reserved, { type: 'LineReleased', data: line }];
  const last = Object.entries(state.lines).every(
    ([sku, { status }]) => sku === line.sku || status === 'reserved',
  );
  if (!last) return [reserved];
  const { reservationId } = line;
  return [reserved, { type: 'ReservationCompleted', data: { reservationId, completedAt: at } }];
};

const rejectLine = ({ at, ...line }: OneLine, state: ReservationState): Decision => {
  const rejected: ReservationEvent = { type: 'LineRejected', data: line };
  if (state.status !== 'requested') return [rejected];
  const { reservationId, sku } = line;
  return [
    rejected,
    { type: 'ReservationRejected', data: { reservationId, sku, rejectedAt: at } },
    ...releaseLines(reservationId, state),
  ];
};

const releaseLines = (reservationId: string, { lines }: ReservationState): Decision =>
  Object.entries(lines)
    .filter(([, { status }]) => status === 'reserved')
    .map(([sku, { quantity }]) => ({ type: 'LineReleased', data: { reservationId, sku, quantity } }));

const evolve: ReservationDecider['evolve'] = (state, { type, data }) => {
  switch (type) {
    case 'ReservationRequested':
      return {
        status: 'requested',
        lines: Object.fromEntries(
          data.lines.map(({ sku, quantity }) => [sku, { quantity, status: 'pending' as const }]),
        ),
      };
    case 'LineReserved':
      return withLine(state, data, 'reserved');
    case 'LineRejected':
      return withLine(state, data, 'rejected');
    case 'LineReleased':
      return withLine(state, data, 'released');
    case 'ReservationCompleted':
      return { ...state, status: 'completed' };
    case 'ReservationRejected':
      return { ...state, status: 'rejected' };
    case 'ReservationCancelled':
      return { ...state, status: 'cancelled' };
  }
};

const withLine = (
  state: ReservationState,
  { sku, quantity }: ReservationLine,
  status: LineStatus,
): ReservationState => ({ ...state, lines: { ...state.lines, [sku]: { quantity, status } } });

const sends = ({ type, data }: ReservationEvent): readonly StockItemCommand[] => {
  switch (type) {
    case 'ReservationRequested': {
      const { reservationId } = data;
      return data.lines.map((line) => ({ type: 'ReserveStock', data: { ...line, reservationId } }));
    }
    case 'LineReleased':
      return [{ type: 'ReleaseStock', data }];
    case 'LineReserved':
    case 'LineRejected':
    case 'ReservationCompleted':
    case 'ReservationRejected':
    case 'ReservationCancelled':
      return [];
  }
};

export const reservation: ReservationDecider = {
  initial: { status: 'new', lines: {} },
  decide,
  evolve,
  sends,
};
