/** A shipment as its customer sees it, and who carries it. */
import { refuse } from '../platform/commit/decider.ts';
import { refused } from '../platform/http/http.ts';
import { isOperator } from '../platform/http/operators.ts';
import type { Caller } from '../platform/http/request.ts';
import { named } from '../platform/http/scopes.ts';
import type * as z from '../platform/zod.ts';
import type { readShipment } from './routes.ts';
import type { ParcelState, ShipmentState } from './shipment.ts';

export type ShipmentView = z.infer<typeof readShipment.answer.body>;

/** @throws ProblemError 404 when there is no such shipment, or it is another customer's */
export const shipmentView = (id: string, state: ShipmentState, caller: Caller): ShipmentView => {
  const { status, customerId, parcels, requestedAt } = state;
  const isTheirs = customerId !== '' && customerId === caller.name;
  const carries = caller.scopes?.includes(named('parcels:read')) ?? false;
  // One that was cancelled before it was requested has no parcels, and nothing to show.
  if (status === 'new' || parcels.length === 0 || !(isTheirs || carries || isOperator(caller))) {
    throw refused(refuse('unknown-shipment', `there is no shipment ${id}`));
  }
  return { shipmentId: id, customerId, status, requestedAt, parcels: parcels.map(parcelView) };
};

const parcelView = (parcel: ParcelState): ShipmentView['parcels'][number] => ({
  ...parcel,
  lines: [...parcel.lines],
  status: statusOf(parcel),
});

const statusOf = ({ dispatchedAt, deliveredAt }: ParcelState): 'requested' | 'dispatched' | 'delivered' => {
  if (deliveredAt !== undefined) return 'delivered';
  return dispatchedAt === undefined ? 'requested' : 'dispatched';
};
