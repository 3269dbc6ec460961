/** What a carrier may say, what it means to a shipment, and what makes a repeat of it. */
import { describe, expect, it } from 'vitest';
import {
  carrierEvent,
  causeOf,
  moveOf,
  refuseFromTheFuture,
} from '../../functions/shipping/carrier-event.ts';
import { eventOf } from '../../local/carrier.ts';

const good = {
  eventId: 'e-1',
  shipmentId: 'o-1',
  parcelId: 'o-1-1',
  event: 'dispatched',
  carrier: 'Pigeon Post',
  trackingCode: 'PP-1',
  at: 1_700_000_000_000,
} as const;

const faultsOf = (event: object): readonly string[] => {
  const { success, error } = carrierEvent.safeParse(event);
  return success ? [] : error.issues.map(({ path, code }) => path.join('/') || code);
};

describe('a carrier’s event', () => {
  it.each<[string, object]>([
    ['a dispatch', good],
    ['a delivery', { ...good, event: 'delivered' }],
    ['our own carrier’s', eventOf('delivered', crypto.randomUUID(), `${crypto.randomUUID()}-12`)],
    ['an id in any visible characters', { ...good, eventId: 'evt:1/2?{}~'.padEnd(128, '!') }],
  ])('may be %s', (_what, event) => {
    expect(faultsOf(event)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no event id', { eventId: '' }, 'eventId'],
    ['an event id with spaces', { eventId: 'a b' }, 'eventId'],
    ['an event id of 129 characters', { eventId: 'e'.repeat(129) }, 'eventId'],
    ['a shipment that is a path', { shipmentId: '../o-1' }, 'shipmentId'],
    ['a parcel of 65 characters', { parcelId: 'p'.repeat(65) }, 'parcelId'],
    ['another kind of event', { event: 'lost' }, 'event'],
    ['no carrier', { carrier: '' }, 'carrier'],
    ['an endless tracking code', { trackingCode: 'x'.repeat(101) }, 'trackingCode'],
    ['a time in seconds', { at: 1_700_000_000 }, 'at'],
    ['a time as text', { at: '2026-01-01' }, 'at'],
    ['half a millisecond', { at: good.at + 0.5 }, 'at'],
    ['a field that nobody reads', { weight: 1 }, 'unrecognized_keys'],
  ])('may not have %s', (_what, change, path) => {
    expect(faultsOf({ ...good, ...change })).toEqual([path]);
  });

  it('must say everything', () => {
    expect([...faultsOf({})].sort()).toEqual(Object.keys(good).sort());
  });

  it('may be dated a day ahead, for clocks and time zones, and not more', () => {
    const day = 24 * 3_600_000;
    expect(() => refuseFromTheFuture(good, good.at - day)).not.toThrow();
    expect(() => refuseFromTheFuture(good, good.at + 365 * day)).not.toThrow();
    expect(() => refuseFromTheFuture(good, good.at - day - 1)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 400, errors: [expect.objectContaining({ path: '/at' })] }),
      }),
    );
  });
});

describe('it means', () => {
  const { eventId: _, event: __, ...data } = good;
  it('that a parcel is dispatched, or delivered', () => {
    expect(moveOf(good)).toEqual({ type: 'DispatchParcel', data });
    expect(moveOf({ ...good, event: 'delivered' })).toEqual({ type: 'DeliverParcel', data });
  });
});

describe('its cause', () => {
  const cause = { id: 'http:1', by: '', correlationId: 'c-1', traceparent: '00-1', fingerprint: undefined };

  it('is named by its id, and goes on with the request’s correlation and trace', () => {
    expect(causeOf(good, cause)).toEqual({
      id: 'carrier-event:e-1',
      by: 'carrier',
      correlationId: 'c-1',
      traceparent: '00-1',
      fingerprint: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('is the same for the same words, however their JSON is written', () => {
    const reversed = Object.fromEntries(Object.entries(good).reverse());
    const again = carrierEvent.parse(JSON.parse(JSON.stringify(reversed, null, 2)));
    expect(causeOf(again, cause)).toEqual(causeOf(carrierEvent.parse(good), cause));
  });

  it.each<[string, object]>([
    ['event', { event: 'delivered' }],
    ['parcel', { parcelId: 'o-1-2' }],
    ['tracking code', { trackingCode: 'PP-2' }],
    ['time', { at: good.at + 1 }],
  ])('has another fingerprint for another %s', (_what, change) => {
    const other = carrierEvent.parse({ ...good, ...change });
    expect(causeOf(other, cause).id).toBe('carrier-event:e-1');
    expect(causeOf(other, cause).fingerprint).not.toBe(causeOf(good, cause).fingerprint);
  });
});
