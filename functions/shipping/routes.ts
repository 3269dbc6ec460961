/** What shipping's API takes and answers. */
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';
import { carrierEvent } from './carrier-event.ts';
import { signatureHeader, tolerance } from './carrier-signature.ts';

const { shipmentId, parcelId, carrier, trackingCode, eventId } = carrierEvent.shape;
const time = z.int().check(z.describe('Milliseconds since 1970, UTC.'));

const parcel = z.strictObject({
  parcelId,
  warehouse: z.string().check(z.describe('Where it leaves from.')),
  lines: z.array(
    z.strictObject({
      sku: z.string().check(z.describe('What is in it.')),
      quantity: z.int().check(z.describe('How many units.')),
    }),
  ),
  status: z.enum(['requested', 'dispatched', 'delivered']),
  carrier: z.optional(carrier),
  trackingCode: z.optional(trackingCode),
  dispatchedAt: z.optional(time),
  deliveredAt: z.optional(time),
});

export const readShipment = {
  key: 'GET /shipments/{id}',
  summary: 'Read a shipment',
  scopes: ['shipments:read', 'parcels:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'The shipment as it is now.',
    body: z.strictObject({
      shipmentId,
      customerId: z.string().check(z.describe('Whose order it is.')),
      status: z
        .enum(['requested', 'dispatched', 'delivered', 'cancelled'])
        .check(z.describe('Dispatched and delivered once all parcels are.')),
      requestedAt: time,
      parcels: z.array(parcel).check(z.describe('What leaves, one for each warehouse.')),
    }),
  },
  problems: [
    { status: 404, type: 'unknown-shipment', when: 'there is no such shipment, or it is another’s' },
  ],
} satisfies RouteDescription;

/** A carrier sends again what was not answered, in any order. */
export const takeCarrierEvent = {
  key: 'POST /carrier-events',
  summary: 'Take an event of the carrier',
  scopes: [],
  body: carrierEvent,
  answer: { status: 202, description: 'Taken, once.', body: z.strictObject({ eventId }) },
  problems: [
    { status: 401, type: 'not-signed', when: 'the signature does not fit the body, or is too old' },
    { status: 404, type: 'unknown-shipment', when: 'there is no such shipment' },
    { status: 404, type: 'unknown-parcel', when: 'the shipment has no such parcel' },
    {
      status: 409,
      type: 'shipment-cancelled',
      when: 'the shipment is cancelled, and nothing of it may leave',
    },
  ],
  signature: {
    header: signatureHeader,
    description: `\`t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>\`, at most ${tolerance} s old; several \`v1\` while a secret is changed.`,
  },
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [readShipment, takeCarrierEvent];
