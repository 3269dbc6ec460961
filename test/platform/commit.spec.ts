/** The commit on the emulated DynamoDB: state, journal and messages together, once per cause. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import type { Contract } from '../../schemas/contract.ts';
import {
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  causeOf,
  deposit,
  newAccounts,
  newRegisteredContract,
  withdraw,
} from './account.ts';
import { tableOf } from './committed.ts';

const schemaRegistryUrl = inject('schemaRegistryUrl');
const given = await newAccounts(inject('awsEndpoint'), schemaRegistryUrl);
const { accounts, contract } = given;
const { headOf, journalOf } = tableOf(given);

/** Accounts of which each event entails a command to the bank. @param id the command's name, if it has one */
const accountsThatSend = async (id?: string) => {
  const orders: Contract = { ...(await newRegisteredContract(schemaRegistryUrl)), kind: 'commands' };
  const named = id === undefined ? {} : { id };
  const sending = aggregate<AccountCommand, AccountState, AccountEvent>({
    name: 'test/account',
    decider: {
      ...account,
      sends: ({ data }) => [{ ...named, type: 'Withdrawn', data: { ...data, accountId: 'bank' } }],
    },
    publishes: contract,
    sends: [orders],
    store: given.store,
    registry: given.registry,
  });
  return { sending, orders };
};

describe('a commit', () => {
  it('writes head, journal and messages of exactly what was decided', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 5), causeOf('first'));
    await accounts.handle(withdraw(id, 2), causeOf('second'));
    const head = await headOf(id);
    expect(head).toMatchObject({ version: 2, state: { balance: 3 } });
    expect(head?.messages.map(({ key, headers }) => [key, headers.ce_type, headers.ce_id])).toEqual([
      [id, 'test.account.Withdrawn', `${id}.2`],
    ]);
    expect((await journalOf(id)).map(({ sk, version }) => [sk, version])).toEqual([
      ['cause#first', 1],
      ['cause#second', 2],
    ]);
  });

  it('holds every event of a decision under one version each, their messages in the same order', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 1), causeOf('small'));
    expect(await accounts.handle(deposit(id, 8), causeOf('large'))).toMatchObject({ version: 3 });
    const head = await headOf(id);
    expect(head).toMatchObject({ version: 3, state: { balance: 10 } });
    expect(head?.messages.map(({ headers }) => [headers.ce_id, headers.ce_sequence])).toEqual([
      [`${id}.2`, '2'],
      [`${id}.3`, '3'],
    ]);
  });

  it('holds the commands that an event entails beside it, each under an id of its own', async () => {
    const { sending, orders } = await accountsThatSend();
    const id = randomUUID();
    await sending.handle(deposit(id, 8), causeOf('first'));
    const messages = (await headOf(id))?.messages.map(({ topic, key, headers }) => [
      topic,
      key,
      headers.ce_id,
    ]);
    expect(messages).toEqual([
      [contract.topic, id, `${id}.1`],
      [orders.topic, 'bank', `${id}.1.1`],
      [contract.topic, id, `${id}.2`],
      [orders.topic, 'bank', `${id}.2.1`],
    ]);
  });

  it('sends a command that may be asked for again under its own name, whatever entails it', async () => {
    const { sending } = await accountsThatSend('order');
    const id = randomUUID();
    const idsAfter = async (cause: string) => {
      await sending.handle(deposit(id, 1), causeOf(cause));
      return (await headOf(id))?.messages.map(({ headers }) => headers.ce_id);
    };
    expect(await idsAfter('first')).toEqual([`${id}.1`, `${id}.order`]);
    expect(await idsAfter('second')).toEqual([`${id}.2`, `${id}.order`]);
  });

  it('keeps who caused it in the journal', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 5), { ...causeOf('one'), by: 'ada' });
    expect(await journalOf(id)).toMatchObject([{ version: 1, by: 'ada' }]);
  });

  it('is made once per cause, and a repeat gets the same answer', async () => {
    const id = randomUUID();
    const first = await accounts.handle(deposit(id, 5), causeOf('same'));
    const again = await accounts.handle(deposit(id, 5), causeOf('same'));
    expect(again).toEqual({ ...first, repeated: true });
    expect(await headOf(id)).toMatchObject({ version: 1, state: { balance: 5 } });
  });

  it('answers a repeat as before, though the state would refuse it now', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 5), causeOf('deposit'));
    const first = await accounts.handle(withdraw(id, 5), causeOf('withdraw'));
    expect(await accounts.handle(withdraw(id, 5), causeOf('withdraw'))).toEqual({ ...first, repeated: true });
  });

  it('refuses a cause that was used for another request', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 5), causeOf('key', 'one body'));
    const reuse = accounts.handle(deposit(id, 6), causeOf('key', 'another body'));
    await expect(reuse).rejects.toMatchObject({ name: 'CauseReused' });
    expect(await headOf(id)).toMatchObject({ version: 1, state: { balance: 5 } });
  });

  it('is not made for a refusal, nor for a command that changes nothing', async () => {
    const id = randomUUID();
    expect(isRefusal(await accounts.handle(withdraw(id, 1), causeOf('refused')))).toBe(true);
    expect(await accounts.handle(deposit(id, 0), causeOf('nothing'))).toMatchObject({
      version: 0,
      events: [],
    });
    expect(await headOf(id)).toBeUndefined();
    expect(await journalOf(id)).toEqual([]);
  });

  it('is refused before it is tried when DynamoDB could not hold it', async () => {
    const id = randomUUID();
    const large = accounts.handle(deposit(id, 1, 'x'.repeat(400 * 1024)), causeOf('large'));
    await expect(large).rejects.toMatchObject({ name: 'CommitTooLarge' });
    expect(await headOf(id)).toBeUndefined();
  });

  it('is not made when its messages cannot be encoded', async () => {
    const id = randomUUID();
    await expect(accounts.handle(deposit(id, 0.5), causeOf('half'))).rejects.toThrow(/amount is 0.5/);
    expect(await headOf(id)).toBeUndefined();
  });
});
