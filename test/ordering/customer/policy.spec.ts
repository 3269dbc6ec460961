/** The one table between the old CRM's words and ours. */
import { describe, expect, it } from 'vitest';
import { policy } from '../../../functions/ordering/customer/policy.ts';

const data = {
  cptyNo: 'ADA',
  nm1: 'Lovelace',
  nm2: 'Ada',
  emailAdr: 'ada@example.org',
  langCd: 'E',
  statCd: 'A',
  lstUpd: 1_700_000_000_000,
};
const customer = {
  customerId: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  language: 'en',
  standing: 'active',
  reason: undefined,
  changedAt: 1_700_000_000_000,
};

describe.each(['CounterpartyRegistered', 'CounterpartyAmended'] as const)('%s', (type) => {
  const translated = (change: Partial<typeof data>) => policy({ type, data: { ...data, ...change } }).data;

  it('records a customer under the name of the user', () => {
    expect(policy({ type, data })).toStrictEqual({ type: 'RecordCustomer', data: customer });
  });

  it.each([
    ['D', 'de'],
    ['E', 'en'],
    ['F', 'fr'],
    ['I', 'en'],
    ['d', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('of language %j speaks %s', (langCd, language) => {
    expect(translated({ langCd })).toMatchObject({ language });
  });

  it.each([
    ['A', { standing: 'active', reason: undefined }],
    ['S', { standing: 'blocked', reason: 'suspended' }],
    ['X', { standing: 'closed', reason: 'closed' }],
    ['Q', { standing: 'blocked', reason: 'status "Q"' }],
    ['a', { standing: 'blocked', reason: 'status "a"' }],
    ['', { standing: 'blocked', reason: 'status ""' }],
    ['toString', { standing: 'blocked', reason: 'status "toString"' }],
  ])('of status %j is %j', (statCd, standing) => {
    expect(translated({ statCd })).toStrictEqual({ ...customer, ...standing });
  });

  it.each([
    ['Lovelace', 'Ada', 'Ada Lovelace'],
    ['Tea & Sons Ltd', '', 'Tea & Sons Ltd'],
    ['', 'Ada', 'Ada'],
    [' Lovelace ', '  ', 'Lovelace'],
    ['', '', ''],
  ])('of NM1 %j and NM2 %j is called %j', (nm1, nm2, name) => {
    expect(translated({ nm1, nm2 })).toMatchObject({ name });
  });

  it.each([
    ['ada@example.org', 'ada@example.org'],
    [' ada@example.org ', 'ada@example.org'],
    ['', undefined],
    ['  ', undefined],
  ])('with the address %j is written to at %j', (emailAdr, email) => {
    expect(translated({ emailAdr })).toStrictEqual({ ...customer, email });
  });
});

describe('CounterpartyClosed', () => {
  it('closes a customer', () => {
    const closed = { cptyNo: 'ADA', lstUpd: 5 };
    expect(policy({ type: 'CounterpartyClosed', data: closed })).toStrictEqual({
      type: 'CloseCustomer',
      data: { customerId: 'ada', changedAt: 5, standing: 'closed', reason: 'closed' },
    });
  });
});
