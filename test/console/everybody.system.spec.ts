/** Every view in a real browser: by eye, by keyboard and by screen reader, narrow and wide, in light and dark. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Opened, opened } from './opened.ts';
import { seriousOn } from './serious.ts';

let at: Opened;

beforeAll(async () => {
  at = await opened(inject('stack'), inject('dir'));
});
afterAll(() => at[Symbol.asyncDispose]());

const views = [
  'map',
  'map/ordering',
  'orders',
  'topics',
  'topics/ordering.order',
  'contracts',
  'contracts/ordering.order/OrderCancelled',
  'failures',
  'chaos',
];

it.each([
  ['light', 1_280],
  ['dark', 360],
] as const)('every view is readable by everybody: %s, %i pixels wide', async (colorScheme, width) => {
  const page = await at.newPage({ colorScheme, viewport: { width, height: 800 } });
  for (const view of views) {
    await page.goto(`${at.url}/${view}`);
    await page.locator('h1').waitFor();
    await expect.poll(() => page.locator('.waiting').count()).toBe(0);
    expect(await seriousOn(page), view).toEqual([]);
    const tooWide = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
    expect(tooWide, view).toBeLessThanOrEqual(0);
    expect(await page.locator('header, nav, main, footer').count()).toBe(4);
  }
  await page.close();
});

it('the keyboard leads everywhere', async () => {
  const page = await at.newPage();
  await page.locator('svg.map').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.getByRole('link', { name: 'Contracts' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'OrderCancelled', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'OrderCancelled' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Map', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('a.node[data-node="topic ordering.order"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Partitions' }).waitFor();
  await page.close();
});
