/** One order’s story, compared with its trace and with what its APIs say; and its endings. */
import { expect, inject, it } from 'vitest';
import { shop } from '../../../local/shop.ts';
import { traced } from '../../../ops/trace/gather.ts';
import { foundTraces } from '../../../ops/trace/spans/find.ts';
import { settled } from '../../ops/settled.ts';
import { seriousOn } from '../serious.ts';
import { visited } from './visited.ts';

const stack = inject('stack');
const at = visited();

it('that was declined says why, from its first cause to its end, as its trace does', async () => {
  const orderId = await at.placed('declined', 'cancelled');
  const { page } = at;
  await page.getByText('The payment gateway declined the card.').waitFor();
  const view = await (await shop(stack)).order(orderId);
  expect(view).toMatchObject({ status: 'cancelled', reason: 'payment-declined' });
  // What a stock item said is known when Kafka was read: the order's own journals do not have it.
  const why = async (): Promise<readonly string[]> => at.texts('.why li strong');
  await expect.poll(async () => (await why())[0]).toBe('OrderPlaced');
  expect((await why()).slice(-2)).toEqual(['PaymentDeclined', 'OrderCancelled']);
  await page.getByText('and every record on Kafka').waitFor();
  await settled(at.connection);
  const of = await correlationOf(orderId);
  const steps = await traced(at.connection, { correlationId: of, since: Date.now() - 600_000 });
  const types = steps.map(({ type }) => type).sort();
  expect(types).toContain('StockReleased');
  await expect.poll(async () => (await at.texts('.bar strong')).toSorted()).toEqual(types);
  const released = page.locator('.bar[data-type=StockReleased]').first();
  expect(await released.getAttribute('class')).toContain('compensation');
  expect(await page.locator('.bar[data-type=OrderPlaced]').getAttribute('class')).not.toContain(
    'compensation',
  );
});

it('shows each event’s body, version and place', async () => {
  const { page } = at;
  await page.locator('.bar[data-type=OrderCancelled] button').click();
  const details = page.locator('.bar[data-type=OrderCancelled] .details');
  await details.getByText('OrderCancelled v2').waitFor();
  expect(await details.locator('pre').innerText()).toContain('"reason": "payment-declined"');
  await details.getByRole('link', { name: /^ordering\.order-\d+@\d+$/ }).click();
  await page.locator('.records pre').first().waitFor();
  expect(await page.locator('.records').innerText()).toContain('payment-declined');
});

it('shows what its functions did, from the request to its last consumer', async () => {
  const { page } = at;
  const orderId = await at.placed('paid', 'confirmed');
  await page.getByText('What its functions did').click();
  const shown = (): Promise<readonly string[]> => page.locator('.spans .bar strong').allInnerTexts();
  const again = page.getByRole('button', { name: 'Read the logs again' });
  // An emulator may keep a function's last line for a while.
  await expect
    .poll(async () => {
      await again.click();
      await again.and(page.locator(':not([disabled])')).waitFor();
      return shown();
    })
    .toEqual(expect.arrayContaining(['POST /orders', 'send ordering.order', 'process payment.payment']));
  expect(await page.locator('.spans .bar').first().getAttribute('data-span')).toBe('POST /orders');
  const traces = await foundTraces(at.connection, { id: orderId, since: Date.now() - 600_000 });
  const known = new Set(traces.spans.map(({ name }) => name));
  expect((await shown()).filter((name) => !known.has(name))).toEqual([]);
});

it.each([1_280, 360])('is readable by everybody, %i pixels wide', async (width) => {
  const { page } = at;
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 800 });
  expect(await seriousOn(page)).toEqual([]);
  const tooWide = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
  if (before !== null) await page.setViewportSize(before);
});

it.each([
  ['out-of-stock', 'There was not enough stock'],
  ['timed-out', 'The payment gateway did not answer in time.'],
])('ends as it was told to: %s', async (ending, sentence) => {
  await at.placed(ending, 'cancelled');
  await at.page.getByText(sentence).waitFor();
});

it('is cancelled by its customer, delivered by a carrier, and comes back', async () => {
  const { page } = at;
  await at.placed('paid', 'confirmed');
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByText('The customer cancelled it before it was dispatched.').waitFor();
  const orderId = await at.placed('paid', 'confirmed');
  const step = page.getByRole('button', { name: 'Let the carrier go one step on' });
  // The shipment comes after the confirmation.
  await page.locator('.bar[data-type=ShipmentRequested]').waitFor();
  await step.click();
  await page.getByText(/^The carrier took parcel/).waitFor();
  // What has left is paid, and so the order is completed.
  await page.locator('h1', { hasText: 'completed' }).waitFor();
  await step.click();
  await page.getByText(/^The carrier delivered parcel/).waitFor();
  await page.locator('.bar[data-type=ShipmentDelivered]').waitFor();
  expect(await (await shop(stack)).order(orderId)).toMatchObject({ status: 'completed' });
  const back = page.getByRole('button', { name: 'Send one unit back' });
  await expect
    .poll(async () => {
      await back.click();
      await page.locator('.actions button:not([disabled])').first().waitFor();
      return page.locator('.actions').innerText();
    })
    .toContain('came back to the warehouse');
});

it('is declined when the next payment is to be, and no later one is', async () => {
  await at.go('Chaos');
  await at.page.getByRole('button', { name: 'Decline the next payment' }).click();
  await at.page.getByText('that the gateway is asked for is declined').waitFor();
  await at.placed('paid', 'cancelled');
  await at.page.getByText('The payment gateway declined the card.').waitFor();
  await at.placed('paid', 'confirmed');
});

interface History {
  readonly commits: readonly { readonly correlationId: string }[];
}

const correlationOf = async (orderId: string): Promise<string> => {
  const { call } = await shop(stack);
  const { body } = await call<History>('GET', `/ordering/orders/${orderId}/history`);
  return body.commits[0]?.correlationId ?? '';
};
