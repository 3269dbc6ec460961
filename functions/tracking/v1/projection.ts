/** Version 1 of the timeline: what each event of an order's life says, whoever says it. */
import type { ReservationEvent } from '../../../schemas/inventory/reservation/contract.gen.ts';
import type { OrderEvent } from '../../../schemas/ordering/order/contract.gen.ts';
import type { PaymentEvent } from '../../../schemas/payment/payment/contract.gen.ts';
import type { ReadsOf } from '../../../schemas/reads.ts';
import type { ReturnEvent } from '../../../schemas/returns/return/contract.gen.ts';
import type { ShipmentEvent } from '../../../schemas/shipping/shipment/contract.gen.ts';
import type { Told } from '../told.ts';
import { orderTold, reads as readOfOrders } from './order/projection.ts';
import { paymentTold, reads as readOfPayments } from './payment/projection.ts';
import { reads as readOfReservations, reservationTold } from './reservation/projection.ts';
import { reads as readOfReturns, returnTold } from './return/projection.ts';
import { reads as readOfShipments, shipmentTold } from './shipment/projection.ts';

export type HeardEvent = OrderEvent | ReservationEvent | PaymentEvent | ShipmentEvent | ReturnEvent;

export const reads = {
  ...readOfOrders,
  ...readOfReservations,
  ...readOfPayments,
  ...readOfShipments,
  ...readOfReturns,
} as const satisfies ReadsOf<HeardEvent>;

/** Every event of the five topics. */
export const heard = Object.keys(reads) as readonly HeardEvent['type'][];

const among =
  <Event extends HeardEvent>(known: ReadsOf<Event>) =>
  (event: HeardEvent): event is Event =>
    Object.hasOwn(known, event.type);

const isOrders = among<OrderEvent>(readOfOrders);
const isReservations = among<ReservationEvent>(readOfReservations);
const isPayments = among<PaymentEvent>(readOfPayments);
const isShipments = among<ShipmentEvent>(readOfShipments);

export const projection = (event: HeardEvent): Told => {
  if (isOrders(event)) return orderTold(event);
  if (isReservations(event)) return reservationTold(event);
  if (isPayments(event)) return paymentTold(event);
  return isShipments(event) ? shipmentTold(event) : returnTold(event);
};
