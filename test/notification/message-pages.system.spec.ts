/** A customer's messages, page by page, from the table. */
import { expect, inject, it } from 'vitest';
import { openPost } from './post.ts';
import { confirmed, registered } from './told.ts';

it('come the newest first, each once, and nobody else’s', async () => {
  const { process, pages, clock } = await openPost(inject('awsEndpoint'));
  const handle = process();
  await handle(registered());
  const ids = ['a', 'b', 'c', 'd', 'e'];
  for (const [index, id] of ids.entries()) await handle(confirmed(clock.now + index, 4, id));
  const all: string[] = [];
  let before: string | undefined;
  do {
    const rows = await pages.newest('ada', 2, before);
    all.push(...rows.map(({ mail }) => mail.data.orderId));
    before = rows.at(-1)?.sk;
  } while (before !== undefined);
  expect(all).toEqual(ids.toReversed());
  expect(await pages.newest('grace', 9)).toEqual([]);
  expect(await pages.newest('ad', 9)).toEqual([]);
});

it('are open until they have ended, however many pages they take', async () => {
  const { process, pages, clock } = await openPost(inject('awsEndpoint'));
  const handle = process();
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  // One answer holds at most 1 MB.
  const sku = 'x'.repeat(180_000);
  for (const [index, id] of ids.entries()) await handle(confirmed(clock.now + index, 4, id, sku));
  const open = async (since: number) => (await pages.open('ada', since)).map(({ mail }) => mail.data.orderId);
  expect(await open(clock.now)).toEqual(ids);
  expect(await open(clock.now + 3)).toEqual(ids.slice(3));
  await handle(registered());
  expect(await open(clock.now)).toEqual([]);
});
