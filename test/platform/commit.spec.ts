/** The commit on the emulated DynamoDB: state, journal and messages together, once per cause. */
import { randomUUID } from 'node:crypto';
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { keysOf } from '../../functions/platform/commit.ts';
import { isRefusal } from '../../functions/platform/decider.ts';
import type { OutgoingMessage } from '../../functions/platform/wire.ts';
import { type AccountEvent, account, causeOf, deposit, newAccounts, withdraw } from './account.ts';

const { accounts, dynamodb, table } = await newAccounts(inject('awsEndpoint'), inject('schemaRegistryUrl'));

interface HeadItem {
  readonly version: number;
  readonly state: { readonly balance: number };
  readonly messages: readonly OutgoingMessage[];
}

interface RecordItem {
  readonly sk: string;
  readonly version: number;
  readonly events: readonly AccountEvent[];
}

const headOf = async (id: string): Promise<HeadItem | undefined> => {
  const { pk, sk } = keysOf('test/account', id).head;
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return Item === undefined ? undefined : (unmarshall(Item) as HeadItem);
};

const journalOf = async (id: string): Promise<readonly RecordItem[]> => {
  const { pk } = keysOf('test/account', id).head;
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :cause)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':cause': { S: 'cause#' } },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => unmarshall(item) as RecordItem).sort((a, b) => a.version - b.version);
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

/** Commands with causes that come up to twice, in any order, several at a time. */
const commands = fc.array(
  fc.record({
    account: fc.integer({ min: 0, max: 2 }),
    cause: fc.integer({ min: 0, max: 12 }),
    amount: fc.integer({ min: 1, max: 9 }),
    deposits: fc.boolean(),
  }),
  { minLength: 8, maxLength: 24 },
);

describe('any interleaving of concurrent commands and repeats', () => {
  it('leaves journal, head and messages consistent', { timeout: 120_000 }, async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
    console.log(`SEED=${seed} repeats this run`);
    const property = fc.asyncProperty(commands, async (given) => {
      const run = randomUUID();
      const handled = given.map(({ account: number, cause, amount, deposits }) => {
        const id = `${run}-${number}`;
        // A cause always means the same command, as it does when a message is delivered again.
        const command = deposits ? deposit(id, amount) : withdraw(id, amount);
        return accounts.handle(command, causeOf(`${cause}-${amount}-${deposits}`));
      });
      await Promise.all(handled);
      for (const id of new Set(given.map(({ account: number }) => `${run}-${number}`))) await consistent(id);
    });
    await fc.assert(property, { seed, numRuns: 15, interruptAfterTimeLimit: 20_000 });
  });
});

const consistent = async (id: string): Promise<void> => {
  const [head, journal] = [await headOf(id), await journalOf(id)];
  const events = journal.flatMap((record) => record.events);
  expect(journal.map(({ version }) => version)).toEqual(journal.map((_, index) => index + 1));
  expect(new Set(journal.map(({ sk }) => sk)).size).toBe(journal.length);
  const state = events.reduce(account.evolve, account.initial);
  expect(state.balance).toBeGreaterThanOrEqual(0);
  if (journal.length === 0) return expect(head).toBeUndefined();
  expect(head).toMatchObject({ version: journal.length, state });
  expect(head?.messages.map(({ headers }) => headers.ce_id)).toEqual([`${id}.${journal.length}`]);
};
