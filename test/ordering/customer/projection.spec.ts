/** What of a customer's row changes. */
import { describe, expect, it } from 'vitest';
import { policy } from '../../../functions/ordering/customer/policy.ts';
import { projection } from '../../../functions/ordering/customer/projection.ts';

const key = { pk: 'customer#ada', sk: 'customer' };
const data = { cptyNo: 'ADA', nm1: 'Lovelace', nm2: 'Ada', emailAdr: '', langCd: 'D', lstUpd: 1 };

describe('a row', () => {
  it('is written whole, so that an old reason and an old address go', () => {
    const recorded = policy({ type: 'CounterpartyAmended', data: { ...data, statCd: 'A' } });
    expect(projection(recorded)).toStrictEqual({
      key,
      set: {
        customerId: 'ada',
        name: 'Ada Lovelace',
        email: undefined,
        language: 'de',
        standing: 'active',
        reason: undefined,
        changedAt: 1,
      },
    });
  });

  it('keeps its name when the customer is closed', () => {
    const closed = policy({ type: 'CounterpartyClosed', data: { cptyNo: 'ADA', lstUpd: 2 } });
    expect(projection(closed)).toStrictEqual({
      key,
      set: { customerId: 'ada', standing: 'closed', reason: 'closed', changedAt: 2 },
    });
  });
});
