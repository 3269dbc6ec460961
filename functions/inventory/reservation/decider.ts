/** The rules of a reservation: all lines of an order or none, each asked of the one writer of its SKU. */
import type {
  AllocatedLine,
  LineReserved,
  ReservationEvent,
} from '../../../schemas/inventory/reservation/contract.gen.ts';
import type { StockItemCommand } from '../../../schemas/inventory/stock-item.commands/contract.gen.ts';
import type { Deadline, Decider } from '../../platform/commit/decider.ts';
import type { OneLine, ReservationCommand, ReservedLine } from './command.ts';
import { evolve, type ReservationState } from './state.ts';

/** Every stock item has this long to answer, in milliseconds. */
export const reserveWithin = 10 * 60_000;

export type ReservationDecider = Decider<ReservationCommand, ReservationState, ReservationEvent>;
type Decision = readonly ReservationEvent[];

const decide: ReservationDecider['decide'] = ({ type, data }, state): Decision => {
  const { reservationId, at } = data;
  switch (type) {
    case 'RequestReservation': {
      const { lines } = data;
      const requested = { reservationId, lines, requestedAt: at };
      return state.status === 'new' ? [{ type: 'ReservationRequested', data: requested }] : [];
    }
    case 'RecordReservedLine':
      return state.lines[data.sku]?.status === 'pending' ? reserveLine(data, state) : [];
    case 'RecordRejectedLine':
      return state.lines[data.sku]?.status === 'pending' ? rejectLine(data, state) : [];
    case 'CancelReservation':
      if (state.status !== 'requested' && state.status !== 'completed') return [];
      return [
        { type: 'ReservationCancelled', data: { reservationId, cancelledAt: at } },
        ...releaseLines(reservationId, state),
      ];
    case 'ExpireReservation':
      if (state.status !== 'requested') return [];
      return [
        { type: 'ReservationExpired', data: { reservationId, expiredAt: at } },
        ...releaseLines(reservationId, state),
      ];
    case 'DispatchReservation':
      if (state.status !== 'completed') return [];
      return [
        { type: 'ReservationDispatched', data: { reservationId, dispatchedAt: at } },
        ...linesOf(reservationId, state).map((line) => ({ type: 'LineDispatched' as const, data: line })),
      ];
  }
};

/** A line that comes in when the reservation has already ended goes straight back. */
const reserveLine = ({ at, ...line }: ReservedLine, state: ReservationState): Decision => {
  const reserved: ReservationEvent = { type: 'LineReserved', data: line };
  if (state.status !== 'requested') return [reserved, { type: 'LineReleased', data: line }];
  const last = Object.entries(state.lines).every(
    ([sku, { status }]) => sku === line.sku || status === 'reserved',
  );
  if (!last) return [reserved];
  const { reservationId } = line;
  const lines = allocatedIn(linesOf(reservationId, evolve(state, reserved)));
  return [reserved, { type: 'ReservationCompleted', data: { reservationId, completedAt: at, lines } }];
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

const releaseLines = (reservationId: string, state: ReservationState): Decision =>
  linesOf(reservationId, state).map((line) => ({ type: 'LineReleased', data: line }));

/** Those that hold units. */
const linesOf = (reservationId: string, { lines }: ReservationState): readonly LineReserved[] =>
  Object.entries(lines)
    .filter(([, { status }]) => status === 'reserved')
    .map(([sku, { quantity, allocations }]) => ({ reservationId, sku, quantity, allocations }));

const allocatedIn = (lines: readonly LineReserved[]): readonly AllocatedLine[] =>
  lines.flatMap(({ sku, allocations }) => allocations.map((allocation) => ({ sku, ...allocation })));

const sends = ({ type, data }: ReservationEvent): readonly StockItemCommand[] => {
  switch (type) {
    case 'ReservationRequested': {
      const { reservationId } = data;
      return data.lines.map((line) => ({ type: 'ReserveStock', data: { ...line, reservationId } }));
    }
    case 'LineReleased':
      return [{ type: 'ReleaseStock', data }];
    case 'LineDispatched':
      return [{ type: 'DispatchStock', data }];
    case 'LineReserved':
    case 'LineRejected':
    case 'ReservationCompleted':
    case 'ReservationRejected':
    case 'ReservationExpired':
    case 'ReservationCancelled':
    case 'ReservationDispatched':
      return [];
  }
};

const deadlines = ({ type, data }: ReservationEvent): readonly Deadline<ReservationCommand>[] => {
  if (type !== 'ReservationRequested') return [];
  const { reservationId, requestedAt } = data;
  const at = requestedAt + reserveWithin;
  return [{ at, command: { type: 'ExpireReservation', data: { reservationId, at } } }];
};

export const reservation: ReservationDecider = {
  initial: { status: 'new', lines: {} },
  decide,
  evolve,
  sends,
  deadlines,
};
