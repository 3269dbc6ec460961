/** The map draws what is deployed, counts what is said, and shows what breaks. */
import { expect, inject, it } from 'vitest';
import { shop } from '../../../local/shop.ts';
import { contextNames } from '../../../ops/connection.ts';
import { deployedMappings } from '../../../ops/status/mappings.ts';
import { endsOf } from '../../../ops/status/offsets.ts';
import { readTopics } from '../../../schemas/source.ts';
import { newSku } from '../../journeys/new-sku.ts';
import { settled } from '../../ops/settled.ts';
import { visited } from './visited.ts';

const stack = inject('stack');
const at = visited();

/** Of all topics: how many records were ever written. */
const written = async (): Promise<number> => {
  const admin = at.connection.kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  const ends = await endsOf(admin, topics).finally(() => admin.disconnect());
  return [...ends.values()].flat().reduce((sum, { high }) => sum + high, 0);
};

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
  const { offer, place, shipment } = await shop(stack);
  const sku = newSku();
  await offer(sku, 5);
  const orders = await Promise.all([1, 2, 3].map(() => place([{ sku, quantity: 1, unitPrice: 100 }])));
  for (const order of orders) {
    await expect.poll(async () => (await shipment(order)).parcels ?? []).not.toEqual([]);
  }
  // Nothing is on its way any more, so that a count that is right by chance stays wrong afterwards.
  await settled(at.connection);
  expect((await written()) - before).toBeGreaterThan(30);
  await expect.poll(async () => (await shown()) - shownBefore - (await written()) + before).toBe(0);
});

it('tells of a context what status tells, and leads there', async () => {
  const { page } = at;
  await page.locator('a.node[data-node="context ordering"]').click();
  await page.getByRole('heading', { name: 'ordering', exact: true }).waitFor();
  const rows = await at.texts('.panel tbody tr td:first-child');
  const mine = (await deployedMappings(at.connection)).filter(({ context }) => context === 'ordering');
  expect(rows.toSorted()).toEqual(mine.map(({ consumer }) => consumer).sort());
});

it('shows at once what stands still, and its recovery', async () => {
  const { page } = at;
  await at.go('Chaos');
  await page.getByRole('button', { name: /^the poller stands still/ }).click();
  await page.getByRole('link', { name: 'the poller is paused' }).waitFor();
  await page.locator('[data-service=poller]', { hasText: 'running' }).waitFor();
  await settled(at.connection);
});
