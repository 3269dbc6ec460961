/** What a carrier tells us, as a command of our own. */
import { createHash } from 'node:crypto';
import type { Cause } from '../platform/contract/cause.ts';
import { invalid } from '../platform/http/request-body.ts';
import * as z from '../platform/zod.ts';
import type { ShipmentCommand } from './shipment.ts';

const id = (what: string) =>
  z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'expected 1 to 64 letters, digits, dots, dashes or underscores'),
      z.describe(what),
    );
const text = (what: string) => z.string().check(z.minLength(1), z.maxLength(100), z.describe(what));

/** So that who sends seconds hears of it, and nothing is dated to 1970. */
const oldest = Date.UTC(2_002, 0);

export const carrierEvent = z.strictObject({
  eventId: z
    .string()
    .check(
      z.regex(/^[\x21-\x7e]{1,128}$/, 'expected 1 to 128 visible ASCII characters'),
      z.describe(
        'The carrier’s own id of this event: the same whenever it is sent again, and no other event’s.',
      ),
    ),
  shipmentId: id('The shipment, which has the id of its order.'),
  parcelId: id('The parcel, `<shipment>-<number>`.'),
  event: z.enum(['dispatched', 'delivered']).check(z.describe('What became of the parcel.')),
  carrier: text('Who carries it.'),
  trackingCode: text('What the carrier calls it.'),
  at: z
    .int()
    .check(
      z.minimum(oldest, `expected milliseconds since 1970, at least ${oldest}`),
      z.describe('When it happened, by the carrier’s clock: milliseconds since 1970, UTC.'),
    ),
});

export type CarrierEvent = z.infer<typeof carrierEvent>;

/** How far ahead a carrier's clock, or its time zone, may be. */
const ahead = 24 * 3_600_000;

/** @throws ProblemError 400 when it has not happened yet */
export const refuseFromTheFuture = ({ at }: CarrierEvent, now: number): void => {
  if (at <= now + ahead) return;
  const detail = `expected a time that is at most a day ahead of ours, ${now}; got ${at}`;
  throw invalid([{ path: '/at', detail }]);
};

export const moveOf = ({ event, eventId: _, ...move }: CarrierEvent): ShipmentCommand => {
  switch (event) {
    case 'dispatched':
      return { type: 'DispatchParcel', data: move };
    case 'delivered':
      return { type: 'DeliverParcel', data: move };
  }
};

/** The event's id makes a repeat of it; its digest is of what it says, however its JSON is written. */
export const causeOf = (event: CarrierEvent, { correlationId, traceparent }: Cause): Cause => ({
  id: `carrier-event:${event.eventId}`,
  by: 'carrier',
  correlationId,
  traceparent,
  fingerprint: createHash('sha256').update(JSON.stringify(event)).digest('base64url'),
});
