/** Dead letters, redriven and dropped by clicking; and the alarms. */
import { expect, it } from 'vitest';
import { contextNames } from '../../../ops/connection.ts';
import { list } from '../../../ops/dlq/list.ts';
import { worldOf } from '../../../ops/dlq/world.ts';
import { visited } from './visited.ts';

const at = visited();

it('go from a poisoned record to its redrive by clicking only', async () => {
  const { page } = at;
  const world = await worldOf(at.connection);
  await at.go('Chaos');
  await page.getByRole('button', { name: 'a command that is refused' }).click();
  const poisoned = page.locator('[data-poisoned]', { hasText: 'a command that is refused' }).first();
  const id = (await poisoned.getAttribute('data-poisoned')) ?? '';
  await at.go('Failures');
  const letter = page.locator(`[data-letter="${id}"]`);
  await letter.waitFor();
  expect(await parked(world, id)).toBeGreaterThan(0);
  expect(await letter.innerText()).toContain('ordering.saga');
  // Its cause is mended where it was poisoned.
  await at.go('Chaos');
  await page
    .locator(`[data-poisoned="${id}"]`)
    .getByRole('button', { name: /^Mend it/ })
    .click();
  await page.locator(`[data-poisoned="${id}"]`).getByText('mended').waitFor();
  await at.go('Failures');
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
  await at.go('Chaos');
  await page.getByRole('button', { name: 'a value that ends too early' }).click();
  const poisoned = page.locator('[data-poisoned]', { hasText: 'a value that ends too early' }).first();
  const id = (await poisoned.getAttribute('data-poisoned')) ?? '';
  await at.go('Failures');
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

/** Records that wait behind the one with this id, itself included. */
const parked = async (world: Awaited<ReturnType<typeof worldOf>>, id: string): Promise<number> => {
  let records = 0;
  for await (const entry of list(world, { id })) if (entry.kind === 'key') records += entry.records;
  return records;
};
