/** A customer is shown to themselves and to operators, without what the row keeps for itself. */
import { describe, expect, it } from 'vitest';
import { customerView } from '../../../functions/ordering/customer/customer-view.ts';
import type { Customer } from '../../../functions/ordering/customer/projection.ts';
import { readCustomer } from '../../../functions/ordering/customer/routes.ts';

const active: Customer = {
  customerId: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  language: 'en',
  standing: 'active',
  reason: undefined,
  changedAt: 1,
};
const closed: Customer = { customerId: 'ada', standing: 'closed', reason: 'closed', changedAt: 2 };
const ada = { name: 'ada', groups: [] };
const operator = { name: 'operator', groups: ['operators'] };

describe('a customer', () => {
  it.each([
    ['themselves', ada],
    ['an operator', operator],
  ])('is shown to %s', (_who, caller) => {
    const row = { ...active, pk: 'customer#ada', sk: 'customer', 'seen /crm/counterparty/ADA': 3 };
    expect(customerView('ada', row, caller)).toEqual(active);
  });

  it.each([active, closed])('is shown as the API promises, $standing', (customer) => {
    const shown = JSON.parse(JSON.stringify(customerView('ada', customer, ada)));
    expect(readCustomer.answer.body.safeParse(shown).error).toBeUndefined();
  });

  it.each([
    ['there is none', undefined, operator],
    ['there is none of one’s own name', undefined, ada],
    ['it is somebody else', active, { name: 'grace', groups: ['staff'] }],
    ['nobody asks', active, { name: '', groups: [] }],
  ])('is not found when %s', (_what, customer, caller) => {
    expect(() => customerView('ada', customer, caller)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 404, type: 'unknown-customer' }),
      }),
    );
  });
});
