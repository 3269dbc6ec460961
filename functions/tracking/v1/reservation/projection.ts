/** What the events of an order's reservation say. */
import type { ReservationEvent } from '../../../../schemas/inventory/reservation/contract.gen.ts';
import type { ReadsOf } from '../../../../schemas/reads.ts';
import type { Told } from '../../told.ts';

/** The fields that are read; `npm run schema:check` says when one of them goes. */
export const reads = {
  LineDispatched: ['reservationId', 'sku', 'quantity'],
  LineRejected: ['reservationId', 'sku', 'quantity'],
  LineReleased: ['reservationId', 'sku', 'quantity'],
  LineReserved: ['reservationId', 'sku', 'quantity', 'allocations.warehouse'],
  ReservationCancelled: ['reservationId'],
  ReservationCompleted: ['reservationId'],
  ReservationDispatched: ['reservationId'],
  ReservationExpired: ['reservationId'],
  ReservationRejected: ['reservationId', 'sku'],
  ReservationRequested: ['reservationId', 'lines.sku'],
} as const satisfies ReadsOf<ReservationEvent>;

const units = ({ sku, quantity }: { readonly sku: string; readonly quantity: number }) => ({ sku, quantity });

export const reservationTold = ({ type, data }: ReservationEvent): Told => {
  const orderId = data.reservationId;
  switch (type) {
    case 'ReservationRequested': {
      const skus = data.lines.map(({ sku }) => sku).join(', ');
      return { orderId, text: 'Stock is asked for', details: { skus } };
    }
    case 'LineReserved': {
      const warehouses = data.allocations.map(({ warehouse }) => warehouse).join(', ');
      return { orderId, text: 'Units reserved', details: { ...units(data), warehouses } };
    }
    case 'LineRejected':
      return { orderId, text: 'Units cannot be had', details: units(data) };
    case 'LineReleased':
      return { orderId, text: 'Units released', details: units(data) };
    case 'LineDispatched':
      return { orderId, text: 'Units left the warehouse', details: units(data) };
    case 'ReservationCompleted':
      return { orderId, text: 'Every line is reserved', details: {} };
    case 'ReservationRejected':
      return { orderId, text: 'The stock cannot be had', details: { sku: data.sku } };
    case 'ReservationExpired':
      return { orderId, text: 'Stock did not answer in time', details: {} };
    case 'ReservationCancelled':
      return { orderId, text: 'The reservation was cancelled', details: {} };
    case 'ReservationDispatched':
      return { orderId, text: 'Everything reserved left the warehouses', details: {} };
  }
};
