/** The wire format against the real registry: what is written can be read, by readers of other versions too. */
import { describe, expect, inject, it } from 'vitest';
import { decodeAvro } from '../../functions/platform/contract/avro.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { type OutgoingMessage, outgoing } from '../../functions/platform/contract/wire.ts';
import { type Contract, subjectOf } from '../../schemas/contract.ts';
import { newContract, newRegisteredContract } from './account.ts';

const url = inject('schemaRegistryUrl');
const registry = confluentRegistry(url);
const at = Date.UTC(2026, 10, 23, 12, 0, 0, 7);
const context = {
  source: '/test/account',
  subject: 'a-1',
  id: 'a-1.3',
  sequence: 3,
  at,
  correlationId: 'c-1',
  causationId: 'consumer:/test/account:b-2.1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};
const deposited = { type: 'Deposited', data: { accountId: 'a-1', amount: 5, note: 'ü' } };

const registered = (): Promise<Contract> => newRegisteredContract(url);

describe('an outgoing message', () => {
  it('is a CloudEvent in binary mode, keyed by its aggregate', async () => {
    const contract = await registered();
    const message = await outgoing(deposited, [contract], context, registry);
    expect(message).toMatchObject({ topic: contract.topic, key: 'a-1' });
    expect(message.headers).toEqual({
      ce_specversion: '1.0',
      ce_id: 'a-1.3',
      ce_source: '/test/account',
      ce_type: 'test.account.Deposited',
      ce_subject: 'a-1',
      ce_time: '2026-11-23T12:00:00.007Z',
      ce_sequence: '3',
      ce_correlationid: 'c-1',
      ce_causationid: 'consumer:/test/account:b-2.1',
      traceparent: context.traceparent,
      'content-type': 'application/avro',
    });
  });

  it('has a zero byte and the id that the registry gave in front of its Avro payload', async () => {
    const contract = await registered();
    const { value } = await outgoing(deposited, [contract], context, registry);
    const subject = encodeURIComponent(subjectOf(contract.topic, 'test.account.Deposited'));
    const { id } = (await (await fetch(`${url}/subjects/${subject}/versions/1`)).json()) as { id: number };
    expect(value[0]).toBe(0);
    expect(Buffer.from(value).readUInt32BE(1)).toBe(id);
    const { schema, bytes, start } = await registry.open(value);
    const reader = contract.messages.Deposited?.versions[0] ?? '';
    expect(decodeAvro(reader, schema, bytes, start)).toEqual(deposited.data);
  });

  it('keeps its bytes, whatever is encoded after it, and however large', async () => {
    const contract = await registered();
    const lengths = [
      0,
      1,
      30_000,
      40_000,
      70_000,
      5,
      200_000,
      ...Array.from({ length: 2_000 }, (_, n) => n % 90),
    ];
    const all = lengths.map((length, amount) => ({ accountId: 'a-1', amount, note: 'x'.repeat(length) }));
    const sent: OutgoingMessage[] = [];
    for (const data of all) sent.push(await outgoing({ ...deposited, data }, [contract], context, registry));
    const read = sent.map(async ({ value }) => {
      const { schema, bytes, start } = await registry.open(value);
      return decodeAvro(schema, schema, bytes, start);
    });
    expect(await Promise.all(read)).toEqual(all);
  });

  it('is refused with the field that does not fit', async () => {
    const contract = await registered();
    const data = { accountId: 'a-1', amount: 'five' };
    const wrong = async () => outgoing({ ...deposited, data }, [contract], context, registry);
    await expect(wrong).rejects.toMatchObject({
      name: 'PermanentFailure',
      message: expect.stringContaining('amount is "five"'),
    });
  });

  it('is refused when it is in no contract', async () => {
    const contract = await registered();
    const unknown = async () => outgoing({ type: 'Closed', data: {} }, [contract], context, registry);
    await expect(unknown).rejects.toThrow(
      /Closed is in no contract of \/test\/account; known are Deposited, Withdrawn/,
    );
  });

  it('is refused when its schema is not registered', async () => {
    const unregistered = outgoing(deposited, [newContract()], context, registry);
    await expect(unregistered).rejects.toMatchObject({ name: 'PermanentFailure' });
  });
});

describe('a reader', () => {
  it.each([
    ['an older one', ['accountId', 'amount'], { accountId: 'a-1', amount: 5 }],
    [
      'a newer one',
      ['accountId', 'amount', 'note', 'tag'],
      { accountId: 'a-1', amount: 5, note: 'ü', tag: 'none' },
    ],
  ])('takes what it knows from what was written: %s', async (_what, names, expected) => {
    const { value } = await outgoing(deposited, [await registered()], context, registry);
    const { schema, bytes, start } = await registry.open(value);
    const known: { [name: string]: object } = {
      accountId: { name: 'accountId', type: 'string' },
      amount: { name: 'amount', type: 'long' },
      note: { name: 'note', type: ['null', 'string'], default: null },
      tag: { name: 'tag', type: 'string', default: 'none' },
    };
    const reader = {
      type: 'record',
      name: 'Deposited',
      namespace: 'test.account',
      fields: names.map((name) => known[name]),
    };
    expect(decodeAvro(JSON.stringify(reader), schema, bytes, start)).toEqual(expected);
  });
});
