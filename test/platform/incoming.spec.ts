/** A record as Lambda gives it: base64, and headers as the numbers of their bytes. */
import { expect, it } from 'vitest';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { headersFrom, recordIn } from './records.ts';

const recordOf = recordIn('test.account');

it.each([
  ['ASCII', 'ordering.order.OrderPlaced'],
  ['beyond ASCII', 'Grüße, 世界 🌍'],
  ['empty', ''],
  ['long', 'x'.repeat(200_000)],
  ['just longer than short, beyond ASCII at the end', `${'x'.repeat(1_022)}ü`],
])('has its headers as text: %s', (_what, text) => {
  const { headers } = incoming(recordOf(0, 1, 'k', { headers: headersFrom({ ce_type: text, other: 'o' }) }));
  expect(headers).toEqual({ ce_type: text, other: 'o' });
});

it('takes bytes as signed numbers too, as a Java sender has them', () => {
  const signed = [...Buffer.from('ü')].map((byte) => byte - 256);
  expect(incoming(recordOf(0, 1, 'k', { headers: [{ name: signed }] })).headers).toEqual({ name: 'ü' });
});

it('has its key as text and its value as bytes, and tells none from empty', () => {
  const { key, value } = incoming(
    recordOf(0, 1, 'schlüssel', { value: Buffer.from([0, 255]).toString('base64') }),
  );
  expect({ key, value }).toEqual({ key: 'schlüssel', value: Buffer.from([0, 255]) });
  const nothing = { ...recordOf(0, 1, 'k'), key: null, value: null } as unknown as ReturnType<
    typeof recordOf
  >;
  expect(incoming(nothing)).toMatchObject({ key: '', value: undefined });
});
