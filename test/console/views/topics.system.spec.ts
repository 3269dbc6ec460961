/** What topics hold, compared with what Kafka says. */
import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { shop } from '../../../local/shop.ts';
import { traced } from '../../../ops/trace/gather.ts';
import { newSku } from '../../journeys/new-sku.ts';
import { settled } from '../../ops/settled.ts';
import { visited } from './visited.ts';

const stack = inject('stack');
const at = visited();

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
    .poll(async () => (await at.texts('section[aria-label=Partitions] tbody tr')).toSorted())
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
  await expect.poll(() => at.texts('.records strong')).toEqual(mine.toReversed());
});
