/** A shipment's life on the deployed system: confirmed orders in, the carrier's webhook, events out. */
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { variableIn } from '../../local/assembly/environment.ts';
import { readTemplates } from '../../local/assembly/templates.ts';
import { type CarrierEvent, carrier, eventOf, signatureOf } from '../../local/carrier.ts';
import { eventsOf, type SeenEvent } from '../../local/events.ts';
import { shop } from '../../local/shop.ts';
import { operator, tokenOf } from '../../local/users.ts';
import { firstVersion, newOrdering } from './orders.ts';

const stack = inject('stack');
const secret = variableIn(readTemplates(inject('assembly')), 'CARRIER_SECRET');
const ordering = newOrdering(stack.kafkaBrokers, confluentRegistry(stack.schemaRegistryUrl));
const { post, dispatch, deliver } = carrier(stack.apiUrl, secret);
const { call } = await shop(stack, 'ada');
const bearer = await tokenOf(stack, operator);
const patiently = { interval: 50 };

const seen: SeenEvent[] = [];
const stop = await eventsOf(stack.kafkaBrokers, (event) => seen.push(event));
afterAll(async () => {
  await stop();
  await ordering.close();
});

/** What shipping said of a shipment, in its order, repeats of the relay left out. */
const saidOf = (shipmentId: string): readonly string[] => {
  const events = seen.filter(({ topic, key }) => topic === 'shipping.shipment' && key === shipmentId);
  return [...new Map(events.map(({ id, type }) => [id, type])).values()];
};
const says = (shipmentId: string, ...types: readonly string[]) =>
  expect.poll(() => saidOf(shipmentId), patiently).toEqual(types);

const read = (shipmentId: string, as?: string) =>
  call<object>('GET', `/shipping/shipments/${shipmentId}`, as === undefined ? {} : { bearer: as });
const shows = (shipmentId: string, view: object) =>
  expect.poll(() => read(shipmentId), patiently).toMatchObject({ status: 200, body: view });

/** A shipment of a parcel for each warehouse, once it is known. */
const newShipment = async (...warehouses: readonly string[]): Promise<string> => {
  const shipmentId = randomUUID();
  await ordering.confirm(shipmentId, warehouses);
  await shows(shipmentId, { status: 'requested' });
  return shipmentId;
};

const sent = (event: CarrierEvent, age = 0, by = secret) => {
  const text = JSON.stringify(event);
  const seconds = Math.floor(Date.now() / 1_000) - age;
  return post(text, { 'x-carrier-signature': signatureOf(text, seconds, by) });
};
const problem = (status: number, type: string) => ({ status, body: { type: `urn:problem:${type}` } });

describe('a confirmed order', () => {
  it('becomes a shipment of one parcel for each warehouse, which the carrier moves one by one', async () => {
    const shipmentId = await newShipment('south', 'north', 'south');
    const [one, two] = [`${shipmentId}-1`, `${shipmentId}-2`];
    await shows(shipmentId, {
      parcels: [
        { parcelId: one, warehouse: 'north', lines: [{ sku: 'TEAPOT', quantity: 1 }] },
        { parcelId: two, warehouse: 'south', lines: [{ quantity: 1 }, { quantity: 1 }] },
      ],
    });
    expect(await dispatch(shipmentId, two)).toMatchObject({ status: 202 });
    await says(shipmentId, 'ShipmentRequested', 'ParcelDispatched');
    await shows(shipmentId, {
      status: 'requested',
      parcels: [{ status: 'requested' }, { status: 'dispatched' }],
    });
    expect(await dispatch(shipmentId, one)).toMatchObject({ status: 202 });
    expect(await deliver(shipmentId, one)).toMatchObject({ status: 202 });
    await shows(shipmentId, {
      status: 'dispatched',
      parcels: [{ status: 'delivered' }, { status: 'dispatched' }],
    });
    expect(await deliver(shipmentId, two)).toMatchObject({ status: 202 });
    await says(
      shipmentId,
      'ShipmentRequested',
      'ParcelDispatched',
      'ParcelDispatched',
      'ShipmentDispatched',
      'ParcelDelivered',
      'ParcelDelivered',
      'ShipmentDelivered',
    );
    await shows(shipmentId, { status: 'delivered' });
  });

  it('that was confirmed in version 1 becomes one parcel of the main warehouse', async () => {
    const shipmentId = randomUUID();
    await ordering.confirm(shipmentId, [], firstVersion);
    await expect
      .poll(() => read(shipmentId, bearer), patiently)
      .toMatchObject({ status: 200, body: { parcels: [{ warehouse: 'main', lines: [] }] } });
    expect(await read(shipmentId)).toMatchObject(problem(404, 'unknown-shipment'));
  });

  it('is shown to its customer and to operators only', async () => {
    const shipmentId = await newShipment('main');
    const grace = await tokenOf(stack, 'grace');
    expect(await read(shipmentId, grace)).toMatchObject(problem(404, 'unknown-shipment'));
    expect(await read(shipmentId, bearer)).toMatchObject({ status: 200 });
    expect((await read(shipmentId, 'nonsense')).status).toBe(401);
  });
});

describe('a cancellation', () => {
  it('is granted while nothing has left, and then nothing leaves', async () => {
    const shipmentId = await newShipment('main');
    await ordering.askToCancel(shipmentId, 2);
    await says(shipmentId, 'ShipmentRequested', 'ShipmentCancelled');
    expect(await dispatch(shipmentId, `${shipmentId}-1`)).toMatchObject(problem(409, 'shipment-cancelled'));
  });

  it('is rejected once a parcel has left, as often as it is asked for', async () => {
    const shipmentId = await newShipment('north', 'south');
    expect(await dispatch(shipmentId, `${shipmentId}-1`)).toMatchObject({ status: 202 });
    await ordering.askToCancel(shipmentId, 2);
    await ordering.askToCancel(shipmentId, 2);
    const before = ['ShipmentRequested', 'ParcelDispatched', 'ShipmentCancellationRejected'];
    await says(shipmentId, ...before);
    await ordering.askToCancel(shipmentId, 3);
    await says(shipmentId, ...before, 'ShipmentCancellationRejected');
  });
});

describe('the carrier’s webhook', () => {
  it('takes nothing that is not signed, not signed by the carrier, or not signed just now', async () => {
    const shipmentId = await newShipment('main');
    const event = eventOf('dispatched', shipmentId, `${shipmentId}-1`);
    const text = JSON.stringify(event);
    const signature = signatureOf(text, Math.floor(Date.now() / 1_000), secret);
    const refusals = await Promise.all([
      post(text, {}),
      post('nonsense', {}),
      post(text, { 'x-carrier-signature': 'nonsense' }),
      post(text.replace('dispatched', 'delivered'), { 'x-carrier-signature': signature }),
      sent(event, 0, 'another secret of the same length!'),
      sent(event, 400),
      sent(event, -400),
    ]);
    for (const refusal of refusals) expect(refusal).toMatchObject(problem(401, 'not-signed'));
    await shows(shipmentId, { parcels: [{ status: 'requested' }] });
    expect(await sent(event, 200)).toMatchObject({ status: 202, body: { eventId: event.eventId } });
    await says(shipmentId, 'ShipmentRequested', 'ParcelDispatched', 'ShipmentDispatched');
  });

  it('does what an event says once, however often and however concurrently it comes', async () => {
    const shipmentId = await newShipment('north', 'south');
    const events = [1, 2].map((number) => eventOf('dispatched', shipmentId, `${shipmentId}-${number}`));
    const answers = await Promise.all(
      [...events, ...events, ...events, ...events].map((event) => sent(event)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    for (const event of events) expect(await sent(event, 60)).toMatchObject({ status: 202 });
    await says(shipmentId, 'ShipmentRequested', 'ParcelDispatched', 'ParcelDispatched', 'ShipmentDispatched');
  });

  it('takes events in any order: what arrived has left', async () => {
    const shipmentId = await newShipment('main');
    expect(await deliver(shipmentId, `${shipmentId}-1`)).toMatchObject({ status: 202 });
    expect(await dispatch(shipmentId, `${shipmentId}-1`)).toMatchObject({ status: 202 });
    await says(
      shipmentId,
      'ShipmentRequested',
      'ParcelDispatched',
      'ShipmentDispatched',
      'ParcelDelivered',
      'ShipmentDelivered',
    );
  });

  it('refuses an event’s id for another event', async () => {
    const shipmentId = await newShipment('north', 'south');
    const event = eventOf('dispatched', shipmentId, `${shipmentId}-1`);
    expect(await sent(event)).toMatchObject({ status: 202 });
    for (const change of [
      { parcelId: `${shipmentId}-2` },
      { event: 'delivered' as const },
      { at: 1_700_000_000_000 },
    ]) {
      expect(await sent({ ...event, ...change })).toMatchObject(problem(422, 'idempotency-key-reused'));
    }
    await shows(shipmentId, { parcels: [{ status: 'dispatched' }, { status: 'requested' }] });
  });

  it('refuses what it cannot place', async () => {
    const shipmentId = await newShipment('main');
    expect(await dispatch(randomUUID(), 'p-1')).toMatchObject(problem(404, 'unknown-shipment'));
    expect(await dispatch(shipmentId, `${shipmentId}-2`)).toMatchObject(problem(404, 'unknown-parcel'));
    const event = eventOf('dispatched', shipmentId, `${shipmentId}-1`);
    const ahead = Date.now() + 25 * 3_600_000;
    expect(await sent({ ...event, at: ahead })).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/at' }] },
    });
    expect(await sent({ ...event, at: Math.floor(Date.now() / 1_000) })).toMatchObject({ status: 400 });
    await shows(shipmentId, { parcels: [{ status: 'requested' }] });
  });
});
