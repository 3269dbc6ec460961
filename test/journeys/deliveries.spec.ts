/** What follows a confirmed order, over HTTP, on the deployed system: its way to the customer, its money, and back. */
import { describe, expect, inject, it } from 'vitest';
import { carrier } from '../../local/carrier.ts';
import { mailsOf } from '../../local/mails.ts';
import { shop } from '../../local/shop.ts';
import { newSku } from './new-sku.ts';

const stack = inject('stack');
const customer = await shop(stack, 'grace');
const { offer, count, place, cancel, order, payment, shipment, stock, heldFor } = customer;
const { dispatch, deliver } = carrier(stack.apiUrl, stack.carrierSecret);
const patiently = { interval: 50 };
const unitPrice = 1_200;

const ends = (orderId: string, ending: object) =>
  expect.poll(() => order(orderId), patiently).toMatchObject(ending);

/** @returns the ids of its parcels, once they are there */
const parcelsOf = async (orderId: string, number: number): Promise<readonly string[]> => {
  await expect.poll(async () => (await shipment(orderId)).parcels?.length, patiently).toBe(number);
  return (await shipment(orderId)).parcels.map(({ parcelId }) => parcelId);
};

/** @returns the id of an order that has left, was paid and arrived */
const completed = async (sku: string, quantity: number): Promise<string> => {
  const orderId = await place([{ sku, quantity, unitPrice }]);
  const [parcel = ''] = await parcelsOf(orderId, 1);
  expect(await deliver(orderId, parcel)).toMatchObject({ status: 202 });
  await ends(orderId, { status: 'completed' });
  return orderId;
};

describe('an order that leaves', () => {
  it('is paid when it leaves, completed when it is paid, and its units are gone', async () => {
    const sku = newSku();
    await offer(sku, 5);
    const orderId = await place([{ sku, quantity: 2, unitPrice }]);
    const [parcel = ''] = await parcelsOf(orderId, 1);
    expect(await heldFor(orderId)).toMatchObject({ status: 'authorized' });
    expect(await dispatch(orderId, parcel)).toMatchObject({ status: 202 });
    await ends(orderId, { status: 'completed', total: 2 * unitPrice });
    expect(await heldFor(orderId)).toMatchObject({ status: 'captured', amount: 2 * unitPrice });
    expect(await payment(orderId)).toMatchObject({ status: 'captured', refunded: 0 });
    await expect.poll(() => stock(sku), patiently).toMatchObject({ onHand: 3, reserved: 0 });
    expect(await deliver(orderId, parcel)).toMatchObject({ status: 202 });
    expect(await shipment(orderId)).toMatchObject({ status: 'delivered' });
    expect(await cancel(orderId)).toMatchObject({
      status: 409,
      body: { type: 'urn:problem:already-dispatched' },
    });
  });

  it('is split where its units lie apart, and cannot be cancelled when a part has left', async () => {
    const sku = newSku();
    await offer(sku, 2);
    await count(sku, 1, 'north');
    const orderId = await place([{ sku, quantity: 3, unitPrice }]);
    const [first = '', second = ''] = await parcelsOf(orderId, 2);
    expect(await shipment(orderId)).toMatchObject({
      parcels: [{ warehouse: 'main' }, { warehouse: 'north' }],
    });
    await dispatch(orderId, first);
    expect(await cancel(orderId)).toMatchObject({ status: 202 });
    await expect
      .poll(async () => (await customer.timeline(orderId)).entries?.map(({ type }) => type), patiently)
      .toContain('OrderCancellationRejected');
    await ends(orderId, { status: 'confirmed' });
    await dispatch(orderId, second);
    await ends(orderId, { status: 'completed' });
    await expect.poll(() => stock(sku), patiently).toMatchObject({ onHand: 0, reserved: 0 });
  });
});

describe('a return', () => {
  it('brings units and money back, and takes them off the sales', async () => {
    const sku = newSku();
    await offer(sku, 5);
    const orderId = await completed(sku, 3);
    await expect.poll(() => stock(sku), patiently).toMatchObject({ onHand: 2, reserved: 0 });
    const returnId = await customer.sendBack(orderId, [{ sku, quantity: 2 }]);
    expect(await customer.receive(returnId)).toMatchObject({ status: 202 });
    await expect
      .poll(() => customer.returned(returnId), patiently)
      .toMatchObject({ status: 'completed', amount: 2 * unitPrice });
    expect(await heldFor(orderId)).toMatchObject({ refunds: { [returnId]: 2 * unitPrice } });
    expect(await payment(orderId)).toMatchObject({ refunded: 2 * unitPrice });
    expect(await stock(sku)).toMatchObject({ onHand: 4, reserved: 0 });
    const rowsOf = async () => {
      const hours = [0, -3_600_000].map((shift) => new Date(Date.now() + shift).toISOString().slice(0, 13));
      const answers = await Promise.all(hours.map(customer.revenue));
      return answers.flatMap(({ rows }) => rows).filter((row) => row.sku === sku);
    };
    await expect.poll(rowsOf, patiently).toMatchObject([{ units: 1, revenue: unitPrice, currency: 'EUR' }]);
  });

  it('is never of more than was ordered', async () => {
    const sku = newSku();
    await offer(sku, 2);
    const orderId = await completed(sku, 2);
    await customer.sendBack(orderId, [{ sku, quantity: 1 }]);
    const body = { orderId, lines: [{ sku, quantity: 2 }], reason: 'too many' };
    expect(await customer.call('POST', '/returns/returns', { body })).toMatchObject({
      status: 409,
      body: { type: 'urn:problem:too-many-units' },
    });
  });
});

describe('whoever follows an order', () => {
  it('sees everything that happened to it, in its order, whoever said it', async () => {
    const sku = newSku();
    await offer(sku, 1);
    const orderId = await completed(sku, 1);
    const typesOf = async (source: string) =>
      (await customer.timeline(orderId)).entries
        .filter((entry) => entry.source === source)
        .map(({ type }) => type);
    await expect
      .poll(() => typesOf('/ordering/order'), patiently)
      .toEqual([
        'OrderPlaced',
        expect.stringMatching(/^Order(Allocated|Authorized)$/),
        expect.stringMatching(/^Order(Allocated|Authorized)$/),
        'OrderConfirmed',
        'OrderDispatched',
        'OrderCompleted',
      ]);
    await expect
      .poll(() => typesOf('/shipping/shipment'), patiently)
      .toEqual([
        'ShipmentRequested',
        'ParcelDispatched',
        'ShipmentDispatched',
        'ParcelDelivered',
        'ShipmentDelivered',
      ]);
    await expect.poll(() => typesOf('/payment/payment'), patiently).toContain('PaymentCaptured');
    const newest = async () => {
      const path = '/tracking/customers/grace/orders';
      return (await customer.call<{ orders: readonly object[] }>('GET', path)).body.orders[0];
    };
    // What an event says is written before what it changes.
    await expect.poll(newest, patiently).toMatchObject({ orderId, status: 'completed' });
  });

  it('gets a letter at each turn, in the language of the CRM, and each once', async () => {
    const sku = newSku();
    await offer(sku, 1);
    const edsger = await shop(stack, 'edsger');
    const orderId = await edsger.place([{ sku, quantity: 1, unitPrice }]);
    const lettersAbout = async () =>
      (await mailsOf(stack.awsEndpoint)).filter(({ subject }) => subject.includes(orderId));
    await expect.poll(async () => (await lettersAbout()).length, patiently).toBe(1);
    expect(await lettersAbout()).toMatchObject([
      { to: ['edsger@example.com'], text: expect.stringMatching(/commande/) },
    ]);
    await expect.poll(async () => (await edsger.shipment(orderId)).parcels?.length, patiently).toBe(1);
    await deliver(orderId, `${orderId}-1`);
    await expect.poll(async () => (await lettersAbout()).length, patiently).toBeGreaterThanOrEqual(3);
    const subjects = (await lettersAbout()).map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});
