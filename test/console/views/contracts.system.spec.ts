/** Versions, readers, and the verdict on a change. */
import { expect, it } from 'vitest';
import { contractMessages } from '../../../console/contracts/messages.ts';
import { consumers } from '../../../functions/reads.ts';
import { contracts } from '../../../ops/aggregates.ts';
import { readTopics } from '../../../schemas/source.ts';
import { visited } from './visited.ts';

const at = visited();

it('show every version, and who reads which field', async () => {
  const { page } = at;
  await at.go('Contracts');
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
    contracts.find(({ topic }) => topic === 'ordering.order')?.messages.OrderCancelled?.versions.slice(-1) ??
    [];
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
