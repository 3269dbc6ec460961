/** Whom a token may be asked for. */
import { expect, it } from 'vitest';
import { whomIn } from '../../local/whom.ts';

it('is asked for a customer by name, the operator, or the carrier', () => {
  expect(whomIn('customer:cust-1')).toEqual({ is: 'customer', name: 'cust-1' });
  expect(whomIn('operator')).toEqual({ is: 'operator' });
  expect(whomIn('carrier')).toEqual({ is: 'carrier' });
});

it.each([
  [undefined, 'nobody was named'],
  ['', 'nobody was named'],
  ['ada', 'there is nobody like "ada"'],
  ['Operator', 'there is nobody like "Operator"'],
  ['customer:', '"" is no name of a customer'],
  ['customer:a b', '"a b" is no name of a customer'],
  [`customer:${'x'.repeat(65)}`, 'is no name of a customer'],
  ['customer:operator', 'use --as operator'],
])('is not asked for %j', (given, message) => {
  expect(() => whomIn(given)).toThrow(message);
});
