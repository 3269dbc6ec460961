/** One journey per ending of an order, over HTTP, on the deployed system. */
import { describe, expect, inject, it } from 'vitest';
import { shop } from '../../local/shop.ts';
import { newSku } from './new-sku.ts';

const { offer, place, cancel, order, payment, shipment, stock, heldFor } = await shop(inject('stack'));
const patiently = { interval: 50 };

const ends = (orderId: string, ending: object) =>
  expect.poll(() => order(orderId), patiently).toMatchObject(ending);
const stockOf = (sku: string, expected: object) =>
  expect.poll(() => stock(sku), patiently).toMatchObject(expected);

describe('an order', () => {
  it('is confirmed when every line is in stock and the payment is authorized', async () => {
    const [teapot, mug] = [newSku(), newSku()];
    await offer(teapot, 5);
    await offer(mug, 5);
    const orderId = await place([
      { sku: teapot, quantity: 1, unitPrice: 3_450 },
      { sku: mug, quantity: 2, unitPrice: 890 },
    ]);
    await ends(orderId, { status: 'confirmed', total: 5_230 });
    await stockOf(teapot, { onHand: 5, reserved: 1 });
    await stockOf(mug, { onHand: 5, reserved: 2 });
    expect(await heldFor(orderId)).toMatchObject({ status: 'authorized', amount: 5_230, requests: 1 });
  });

  it('is cancelled when one line is out of stock, and the other lines go back', async () => {
    const [coffee, grinder] = [newSku(), newSku()];
    await offer(coffee, 5);
    await offer(grinder, 0);
    const orderId = await place([
      { sku: coffee, quantity: 1, unitPrice: 1_990 },
      { sku: grinder, quantity: 1, unitPrice: 12_900 },
    ]);
    await ends(orderId, { status: 'cancelled', reason: 'out-of-stock' });
    await stockOf(coffee, { onHand: 5, reserved: 0 });
    await expect.poll(() => payment(orderId), patiently).toMatchObject({ status: 'cancelled' });
    expect(await heldFor(orderId)).toBeUndefined();
  });

  it('is cancelled when the card is declined, and its stock goes back', async () => {
    const mug = newSku();
    await offer(mug, 5);
    const orderId = await place([{ sku: mug, quantity: 3, unitPrice: 890 }], 'decline');
    await ends(orderId, { status: 'cancelled', reason: 'payment-declined' });
    await stockOf(mug, { onHand: 5, reserved: 0 });
    expect(await heldFor(orderId)).toMatchObject({ status: 'declined' });
  });

  it('is cancelled when the gateway does not answer, and what it may have authorized is voided', async () => {
    const mug = newSku();
    await offer(mug, 5);
    const orderId = await place([{ sku: mug, quantity: 1, unitPrice: 890 }], 'timeout');
    await ends(orderId, { status: 'cancelled', reason: 'payment-timed-out' });
    await stockOf(mug, { onHand: 5, reserved: 0 });
    await expect.poll(() => heldFor(orderId), patiently).toMatchObject({ status: 'voided' });
    await expect.poll(() => payment(orderId), patiently).toMatchObject({ status: 'voided' });
  });

  it('is paid once, though the gateway answers twice', async () => {
    const mug = newSku();
    await offer(mug, 5);
    const orderId = await place([{ sku: mug, quantity: 1, unitPrice: 890 }], 'twice');
    await ends(orderId, { status: 'confirmed' });
    expect(await payment(orderId)).toMatchObject({ status: 'authorized' });
    expect(await heldFor(orderId)).toMatchObject({ status: 'authorized', requests: 1 });
  });

  it('is cancelled by its customer after it was confirmed, and everything is given back', async () => {
    const coffee = newSku();
    await offer(coffee, 5);
    const orderId = await place([{ sku: coffee, quantity: 5, unitPrice: 1_990 }]);
    await ends(orderId, { status: 'confirmed' });
    expect(await cancel(orderId)).toMatchObject({ status: 202 });
    await ends(orderId, { status: 'cancelled', reason: 'customer' });
    expect(await shipment(orderId)).toMatchObject({ status: 'cancelled' });
    await stockOf(coffee, { onHand: 5, reserved: 0 });
    await expect.poll(() => heldFor(orderId), patiently).toMatchObject({ status: 'voided' });
  });

  it('is cancelled by its customer at once, wherever it stood', async () => {
    const coffee = newSku();
    await offer(coffee, 5);
    const orderId = await place([{ sku: coffee, quantity: 5, unitPrice: 1_990 }]);
    expect(await cancel(orderId)).toMatchObject({ status: 202 });
    await expect
      .poll(() => payment(orderId), patiently)
      .toMatchObject({ status: expect.stringMatching(/^(cancelled|voided)$/) });
    await stockOf(coffee, { onHand: 5, reserved: 0 });
    expect((await heldFor(orderId))?.status ?? 'voided').toBe('voided');
    expect(await order(orderId)).toMatchObject({ status: 'cancelled', reason: 'customer' });
  });
});
