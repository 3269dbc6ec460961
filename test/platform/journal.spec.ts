/** The journal on the emulated DynamoDB: every commit of one aggregate, in the order of its life. */
import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { journalOf } from '../../functions/platform/commit/journal.ts';
import { TransientFailure } from '../../functions/platform/failure.ts';
import { type AccountEvent, deposit, newAccounts, withdraw } from './account.ts';

const {
  accounts,
  dynamodb: client,
  table,
} = await newAccounts(inject('awsEndpoint'), inject('schemaRegistryUrl'));
const name = 'test/account';
const journal = journalOf<AccountEvent>({ client, table, name });
const cause = (id: string) => ({ id, by: `by-${id}`, correlationId: `about-${id}` });

/** Causes whose order by name is not that of time. */
const causes = ['e', 'a', 'd', 'b', 'c'];
const newJournal = async (): Promise<string> => {
  const id = randomUUID();
  for (const each of causes) await accounts.handle(deposit(id, 1), cause(each));
  return id;
};

describe('a journal', () => {
  it('holds each commit with its cause, who, when and what happened', async () => {
    const id = randomUUID();
    const before = Date.now();
    await accounts.handle(deposit(id, 8), cause('first'));
    await accounts.handle(withdraw(id, 2), cause('second'));
    const entries = await journal(id);
    expect(entries).toEqual([
      {
        version: 2,
        events: [deposited(id, 8), deposited(id, 1)],
        at: expect.any(Number),
        cause: 'first',
        by: 'by-first',
        correlationId: 'about-first',
      },
      {
        version: 3,
        events: [{ type: 'Withdrawn', data: { accountId: id, amount: 2, note: null } }],
        at: expect.any(Number),
        cause: 'second',
        by: 'by-second',
        correlationId: 'about-second',
      },
    ]);
    const times = [before, ...entries.map(({ at }) => at), Date.now()];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('keeps the trace context of a cause that had one', async () => {
    const id = randomUUID();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await accounts.handle(deposit(id, 1), { ...cause('traced'), traceparent });
    await accounts.handle(deposit(id, 1), cause('untraced'));
    const entries = await journal(id);
    expect(entries.map((entry) => entry.traceparent)).toEqual([traceparent, undefined]);
  });

  it('is in the order of versions, whatever the causes are called', async () => {
    const entries = await journal(await newJournal());
    expect(entries.map((entry) => entry.version)).toEqual([1, 2, 3, 4, 5]);
    expect(entries.map((entry) => entry.cause)).toEqual(causes);
  });

  it('is read to its end, page by page', async () => {
    const id = await newJournal();
    const paged = journalOf<AccountEvent>({ client, table, name, pageSize: 2 });
    expect(await paged(id)).toEqual(await journal(id));
  });

  it('holds nothing but commits, of one aggregate', async () => {
    const [id, other] = [await newJournal(), `${randomUUID()}`];
    await accounts.handle(deposit(other, 1), cause('other'));
    const Item = { pk: { S: `account#${id}` }, sk: { S: 'row' }, version: { N: '9' } };
    await client.send(new PutItemCommand({ TableName: table, Item }));
    expect(await journal(id)).toHaveLength(5);
    expect(await journal(other)).toHaveLength(1);
  });

  it('is empty for an aggregate that there is not', async () => {
    expect(await journal(randomUUID())).toEqual([]);
  });

  it('fails for a time when DynamoDB cannot do it', async () => {
    const missing = journalOf<AccountEvent>({ client, table: 'no-such-table', name });
    await expect(missing('a')).rejects.toThrow(TransientFailure);
  });
});

function deposited(accountId: string, amount: number): AccountEvent {
  return { type: 'Deposited', data: { accountId, amount, note: null } };
}
