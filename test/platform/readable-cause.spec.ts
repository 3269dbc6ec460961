/** A cause's id, taken apart as requests, consumers and deadlines put it together. */
import { expect, it } from 'vitest';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { readableCause } from '../../functions/platform/contract/readable-cause.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import { newContract } from './account.ts';
import { headersFrom, recordIn } from './records.ts';
import { eventOf, good, seenBy } from './things.ts';

it('tells the route of a request, and not its key', async () => {
  const keys = [undefined, 'a-key', 'a:key:of:parts', '/a:key'];
  for (const key of keys) {
    const { cause } = await seenBy(eventOf(good, {}, key === undefined ? {} : { 'idempotency-key': key }));
    expect(readableCause(cause.id)).toEqual({ kind: 'request', route: 'POST /things/{id}' });
  }
});

it('tells who sent a message, and which', async () => {
  const contract = newContract();
  const read = readerOf({
    consumer: 'test.mirror',
    contracts: [contract],
    heard: ['Deposited'],
    registry: {
      header: () => new Uint8Array(),
      open: async () => ({
        schema: contract.messages.Deposited?.versions[0] ?? '',
        bytes: Buffer.from([0, 0, 0]),
        start: 0,
      }),
    },
  });
  const headers = headersFrom({
    ce_type: 'test.account.Deposited',
    ce_source: '/test/account',
    ce_id: 'a:1.2',
  });
  const heard = await read(incoming(recordIn(contract.topic)(0, 0, 'a', { headers })));
  expect(readableCause(heard?.cause.id ?? '')).toEqual({
    kind: 'message',
    source: '/test/account',
    id: 'a:1.2',
  });
});

it.each([
  ['deadline:o-1.1.1', { kind: 'deadline', id: 'o-1.1.1' }],
  ['gateway-answer:{"outcome":"declined"}', { kind: 'other', id: 'gateway-answer:{"outcome":"declined"}' }],
  ['', { kind: 'other', id: '' }],
])('knows %s', (id, expected) => {
  expect(readableCause(id)).toEqual(expected);
});
