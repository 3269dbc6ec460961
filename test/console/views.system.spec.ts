/** What the console shows of the running system, compared with what its topics, journals and APIs say. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { contractMessages } from '../../console/contracts/messages.ts';
import { consumers } from '../../functions/reads.ts';
import { shop } from '../../local/shop.ts';
import { contracts } from '../../ops/aggregates.ts';
import { contextNames } from '../../ops/connection.ts';
import { list } from '../../ops/dlq/list.ts';
import { worldOf } from '../../ops/dlq/world.ts';
import { deployedMappings } from '../../ops/status/mappings.ts';
import { endsOf } from '../../ops/status/offsets.ts';
import { traced } from '../../ops/trace/gather.ts';
import { readTopics } from '../../schemas/source.ts';
import { newSku } from '../journeys/new-sku.ts';
import { settled } from '../ops/settled.ts';
import { type Opened, opened } from './opened.ts';

const stack = inject('stack');
let at: Opened;
beforeAll(async () => {
  at = await opened(stack, inject('dir'));
});
afterAll(async () => {
  await at[Symbol.asyncDispose]();
  expect(at.surprises).toEqual([]);
});

const go = async (view: string): Promise<void> => {
  await at.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click();
};
const texts = (selector: string): Promise<readonly string[]> => at.page.locator(selector).allInnerTexts();

/** Of all topics: how many records were ever written. */
const written = async (): Promise<number> => {
  const admin = at.connection.kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  const ends = await endsOf(admin, topics).finally(() => admin.disconnect());
  return [...ends.values()].flat().reduce((sum, { high }) => sum + high, 0);
};

/** Places an order by clicking, and waits until its story tells its end. @returns its id */
const placed = async (ending: string, status: string): Promise<string> => {
  await go('Orders');
  await at.page.locator('form.place select[name=sku]').selectOption('MUG');
  await at.page.locator('form.place select[name=ending]').selectOption(ending);
  await at.page.getByRole('button', { name: 'Place the order' }).click();
  await at.page.locator('h1', { hasText: status }).waitFor();
  return at.page.locator('p.id').innerText();
};

describe('the map', () => {
  it('has every context and every topic, and an arrow for each that is deployed', async () => {
    await at.page.locator('svg.map').waitFor();
    const names = (kind: string) => at.page.locator(`.node.${kind} .name`).allTextContents();
    expect((await names('context')).toSorted()).toEqual([...contextNames].sort());
    const topics = readTopics().map(({ topic }) => topic);
    expect((await names('topic')).toSorted()).toEqual([...topics].sort());
    const mappings = await deployedMappings(at.connection);
    const pairs = new Set(mappings.map(({ context, topic }) => `${topic} ${context}`));
    expect(await at.page.locator('.edge.listens').count()).toBe(pairs.size);
  });

  it('counts every event, and no other', async () => {
    await settled(at.connection);
    const { page } = at;
    await page.locator('.pulse[data-open=true]').waitFor();
    const shown = async (): Promise<number> =>
      Number((await page.locator('[data-test=events]').innerText()).replaceAll(',', ''));
    const [before, shownBefore] = [await written(), await shown()];
    const { offer, place } = await shop(stack);
    const sku = newSku();
    await offer(sku, 5);
    await place([{ sku, quantity: 1, unitPrice: 100 }]);
    await expect.poll(shown).toBeGreaterThan(shownBefore + 10);
    await expect.poll(async () => (await shown()) - shownBefore - (await written()) + before).toBe(0);
  });

  it('tells of a context what status tells, and leads there', async () => {
    const { page } = at;
    await page.locator('a.node[data-node="context ordering"]').click();
    await page.getByRole('heading', { name: 'ordering', exact: true }).waitFor();
    const rows = await texts('.panel tbody tr td:first-child');
    const mine = (await deployedMappings(at.connection)).filter(({ context }) => context === 'ordering');
    expect(rows.toSorted()).toEqual(mine.map(({ consumer }) => consumer).sort());
  });
});

describe('an order', () => {
  it('that was declined says why, from its first cause to its end, as its trace does', async () => {
    const orderId = await placed('declined', 'cancelled');
    const { page } = at;
    await page.getByText('The payment gateway declined the card.').waitFor();
    const view = await (await shop(stack)).order(orderId);
    expect(view).toMatchObject({ status: 'cancelled', reason: 'payment-declined' });
    const why = await texts('.why li strong');
    expect([why[0], ...why.slice(-2)]).toEqual(['OrderPlaced', 'PaymentDeclined', 'OrderCancelled']);
    // All that was said of it, once Kafka has all of it.
    await page.getByText('and every record on Kafka').waitFor();
    await settled(at.connection);
    const of = await correlationOf(orderId);
    const steps = await traced(at.connection, { correlationId: of, since: Date.now() - 600_000 });
    const types = steps.map(({ type }) => type).sort();
    expect(types).toContain('StockReleased');
    await expect.poll(async () => (await texts('.bar strong')).toSorted()).toEqual(types);
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

  it.each([
    ['out-of-stock', 'There was not enough stock'],
    ['timed-out', 'The payment gateway did not answer in time.'],
  ])('ends as it was told to: %s', async (ending, sentence) => {
    await placed(ending, 'cancelled');
    await at.page.getByText(sentence).waitFor();
  });

  it('is cancelled by its customer, delivered by a carrier, and comes back', async () => {
    const { page } = at;
    await placed('paid', 'confirmed');
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await page.getByText('The customer cancelled it before it was dispatched.').waitFor();
    const orderId = await placed('paid', 'confirmed');
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
});

describe('topics', () => {
  it('have the partitions and offsets that Kafka has', async () => {
    await settled(at.connection);
    await at.page.goto(`${at.url}/topics/ordering.order`);
    await at.page.getByRole('heading', { name: 'Partitions' }).waitFor();
    const admin = at.connection.kafka.admin();
    await admin.connect();
    const ends = await admin.fetchTopicOffsets('ordering.order').finally(() => admin.disconnect());
    const wanted = ends
      .map(({ partition, low, high }) => [partition, low, high, Number(high) - Number(low)].join('\t'))
      .sort();
    await expect
      .poll(async () => (await texts('section[aria-label=Partitions] tbody tr')).toSorted())
      .toEqual(wanted);
  });

  it('show the records of a key, in whole and in their order', async () => {
    const { place, offer } = await shop(stack);
    const sku = newSku();
    await offer(sku, 5);
    const correlationId = randomUUID();
    const orderId = await place([{ sku, quantity: 1, unitPrice: 100 }], 'decline', correlationId);
    await expect.poll(async () => (await (await shop(stack)).order(orderId)).status).toBe('cancelled');
    await settled(at.connection);
    const steps = await traced(at.connection, { correlationId, since: Date.now() - 600_000 });
    const mine = steps.filter(({ source }) => source === 'ordering/order').map(({ type }) => type);
    await at.page.getByLabel('key', { exact: true }).fill(orderId);
    await at.page.getByRole('button', { name: 'Show', exact: true }).click();
    // The newest first.
    await expect.poll(() => texts('.records strong')).toEqual(mine.toReversed());
  });
});

describe('contracts', () => {
  it('show every version, and who reads which field', async () => {
    const { page } = at;
    await go('Contracts');
    const all = contractMessages(readTopics(), consumers);
    await expect.poll(() => page.locator('.messages li').count()).toBe(all.length);
    await page.getByRole('link', { name: 'OrderCancelled', exact: true }).click();
    const row = page.locator('table.fields tr', { hasText: 'customerId' });
    expect(await row.locator('td').allInnerTexts()).toEqual([
      '–',
      expect.stringContaining('default ""'),
      expect.any(String),
    ]);
    expect(await page.locator('table.matrix .badge.good').count()).toBe(4);
  });

  it('say while typing what the check says', async () => {
    const { page } = at;
    const [text] =
      contracts
        .find(({ topic }) => topic === 'ordering.order')
        ?.messages.OrderCancelled?.versions.slice(-1) ?? [];
    const schema = JSON.parse(text ?? '{}');
    const editor = page.getByRole('textbox', { name: /^version 3/ });
    const verdict = page.getByRole('region', { name: 'Verdict' });
    await editor.fill(
      JSON.stringify({ ...schema, fields: [...schema.fields, { name: 'by', type: 'string', doc: 'Who.' }] }),
    );
    await verdict.getByText('refused').waitFor();
    await expect.poll(() => verdict.innerText()).toContain('field by: v3 cannot read what v1 writes');
    const optional = { name: 'by', type: 'string', default: '', doc: 'Who.' };
    await editor.fill(JSON.stringify({ ...schema, fields: [...schema.fields, optional] }));
    await verdict.getByText('may be published').waitFor();
  });
});

describe('failures', () => {
  it('go from a poisoned record to its redrive by clicking only', async () => {
    const { page } = at;
    const world = await worldOf(at.connection);
    await go('Chaos');
    await page.getByRole('button', { name: 'a command that is refused' }).click();
    const poisoned = page.locator('[data-poisoned]', { hasText: 'a command that is refused' }).first();
    const id = (await poisoned.getAttribute('data-poisoned')) ?? '';
    await go('Failures');
    const letter = page.locator(`[data-letter="${id}"]`);
    await letter.waitFor();
    expect(await parked(world, id)).toBeGreaterThan(0);
    expect(await letter.innerText()).toContain('ordering.saga');
    // Its cause is mended where it was poisoned.
    await go('Chaos');
    await page
      .locator(`[data-poisoned="${id}"]`)
      .getByRole('button', { name: /^Mend it/ })
      .click();
    await page.locator(`[data-poisoned="${id}"]`).getByText('mended').waitFor();
    await go('Failures');
    await letter.getByRole('button', { name: /^Redrive/ }).click();
    await page.getByText('would be handled again').waitFor();
    await page.getByRole('button', { name: 'Redrive now' }).click();
    await page.getByRole('dialog').getByText('done', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await letter.waitFor({ state: 'detached' });
    expect(await parked(world, id)).toBe(0);
  });

  it('are dropped with a reason, and what waited behind is redriven', async () => {
    const { page } = at;
    const world = await worldOf(at.connection);
    await go('Chaos');
    await page.getByRole('button', { name: 'a value that ends too early' }).click();
    const poisoned = page.locator('[data-poisoned]', { hasText: 'a value that ends too early' }).first();
    const id = (await poisoned.getAttribute('data-poisoned')) ?? '';
    await go('Failures');
    const letter = page.locator(`[data-letter="${id}"]`);
    await letter.getByText('and 2 behind it').waitFor();
    await letter.getByRole('button', { name: 'Show' }).click();
    await letter.getByText('"consumer": "inventory.stock-item"').waitFor();
    await letter.getByRole('button', { name: /^Drop/ }).click();
    const forGood = page.getByRole('button', { name: 'Drop for good' });
    expect(await forGood.isDisabled()).toBe(true);
    await page.getByLabel(/^why it is dropped/).fill('nobody can read it');
    await forGood.click();
    await page.getByRole('dialog').getByText('done', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await letter.waitFor({ state: 'detached' });
    const [, start = '', offset = ''] = /^(.*@)(\d+)$/.exec(id) ?? [];
    const behind = page.locator(`[data-letter="${start}${Number(offset) + 1}"]`);
    await behind.getByText('and 1 behind it').waitFor();
    await behind.getByRole('button', { name: /^Redrive/ }).click();
    await page.getByRole('button', { name: 'Redrive now' }).click();
    await page.getByRole('dialog').getByText('2 records').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await parked(world, id)).toBe(0);
  });

  it('name their alarms, with the runbook of each', async () => {
    const { page } = at;
    const alarms = page.locator('[data-alarm]');
    await alarms.first().waitFor();
    expect(await alarms.count()).toBeGreaterThan(contextNames.length);
    await page.getByRole('button', { name: 'parked.md#parked-keys' }).first().click();
    await page.getByRole('dialog').getByText('## Parked keys').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
  });
});

describe('chaos', () => {
  it('is seen on the map at once, and so is the recovery', async () => {
    const { page } = at;
    await go('Chaos');
    await page.getByRole('button', { name: /^the poller stands still/ }).click();
    await page.getByRole('link', { name: 'the poller is paused' }).waitFor();
    await page.locator('[data-service=poller]', { hasText: 'running' }).waitFor();
    await settled(at.connection);
  });

  it('declines the next payment, and no later one', async () => {
    await at.page.getByRole('button', { name: 'Decline the next payment' }).click();
    await at.page.getByText('that the gateway is asked for is declined').waitFor();
    await placed('paid', 'cancelled');
    await at.page.getByText('The payment gateway declined the card.').waitFor();
    await placed('paid', 'confirmed');
  });
});

/** Records that wait behind the one with this id, itself included. */
const parked = async (world: Awaited<ReturnType<typeof worldOf>>, id: string): Promise<number> => {
  let records = 0;
  for await (const entry of list(world, { id })) if (entry.kind === 'key') records += entry.records;
  return records;
};

interface History {
  readonly commits: readonly { readonly correlationId: string }[];
}

const correlationOf = async (orderId: string): Promise<string> => {
  const { call } = await shop(stack);
  const { body } = await call<History>('GET', `/ordering/orders/${orderId}/history`);
  return body.commits[0]?.correlationId ?? '';
};
