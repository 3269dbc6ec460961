/** Heads and journals of the tests' own accounts on the emulated DynamoDB: what is made again, and what is refused. */
import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { keysOf } from '../../functions/platform/commit/commit.ts';
import type { OutgoingMessage } from '../../functions/platform/contract/wire.ts';
import { faultsIn } from '../../ops/journal/faults.ts';
import { journaled } from '../../ops/journal/journaled.ts';
import { rebuildHead } from '../../ops/journal/rebuild-head.ts';
import { walk } from '../../ops/journal/walk.ts';
import { account, deposit, newAccounts, withdraw } from '../platform/account.ts';

const { accounts, contract, dynamodb, registry, table } = await newAccounts(
  inject('awsEndpoint'),
  inject('schemaRegistryUrl'),
);
const name = 'test/account';
const place = { client: dynamodb, table, registry };
const kind = journaled({ name, decider: account, publishes: contract });
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const cause = (id: string) => ({ id, by: 'a test', correlationId: `about-${id}`, traceparent });

/** At version 4: two events, one, one. */
const newAccount = async (): Promise<string> => {
  const id = randomUUID();
  await accounts.handle(deposit(id, 8), cause('first'));
  await accounts.handle(withdraw(id, 2), cause('second'));
  await accounts.handle(deposit(id, 1), cause('third'));
  return id;
};
/** Binary as text: it comes as Buffers or as plain bytes. */
const plain = (messages: readonly OutgoingMessage[]) =>
  messages.map(({ value, ...message }) => ({ ...message, value: Buffer.from(value).toString('hex') }));
const headOf = async (id: string) => {
  const Key = marshall(keysOf(name, id).head);
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const { messages, ...rest }: Record<string, unknown> = unmarshall(Item);
  return { ...rest, messages: plain(messages as readonly OutgoingMessage[]) };
};
const forget = (key: object) =>
  dynamodb.send(new DeleteItemCommand({ TableName: table, Key: marshall(key) }));

describe('a head', () => {
  it('that is lost becomes what its last commit wrote, outgoing messages too', async () => {
    const id = await newAccount();
    const before = await headOf(id);
    await forget(keysOf(name, id).head);
    const history = await kind.historyOf(place, id);
    expect(faultsIn(history)).toEqual(['there is no head, and a journal of 4 events']);
    expect(await rebuildHead(place, history)).toBe('rebuilt');
    expect(await headOf(id)).toEqual(before);
    expect(faultsIn(await kind.historyOf(place, id))).toEqual([]);
  });

  it('that came back meanwhile is left alone', async () => {
    const id = await newAccount();
    await forget(keysOf(name, id).head);
    const history = await kind.historyOf(place, id);
    await rebuildHead(place, history);
    const before = await headOf(id);
    expect(await rebuildHead(place, history)).toBe('moved');
    expect(await headOf(id)).toEqual(before);
  });

  it('that somebody moved on is left alone', async () => {
    const id = await newAccount();
    const history = await kind.historyOf(place, id);
    await accounts.handle(deposit(id, 1), cause('fourth'));
    expect(await rebuildHead(place, history)).toBe('moved');
    expect(await headOf(id)).toMatchObject({ version: 5, state: { balance: 9 } });
  });

  it('is not made from a journal that lacks a commit', async () => {
    const id = await newAccount();
    await forget(keysOf(name, id, cause('second')).record);
    const history = await kind.historyOf(place, id);
    expect(faultsIn(history)).toContain('the journal has no commit for versions 3 to 3');
    await expect(rebuildHead(place, history)).rejects.toThrow('restore the table');
    expect(await headOf(id)).toMatchObject({ version: 4 });
  });

  it('is not set back to a journal that ends before it', async () => {
    const id = await newAccount();
    await forget(keysOf(name, id, cause('third')).record);
    await expect(rebuildHead(place, await kind.historyOf(place, id))).rejects.toThrow('used twice');
    expect(await headOf(id)).toMatchObject({ version: 4 });
  });
});

describe('a commit', () => {
  it('is made again in the middle of a journal as it was made then', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 8), cause('first'));
    const before = await headOf(id);
    await accounts.handle(withdraw(id, 2), cause('second'));
    const again = await (await kind.historyOf(place, id)).remade(0);
    expect(again).toMatchObject({ version: 2, basedOn: 0, state: { balance: 9 } });
    expect(plain(again.messages)).toEqual(before?.messages);
    expect(again.messages[0]?.headers.traceparent).toBe(traceparent);
  });
});

describe('a walk', () => {
  it('visits each aggregate of a table, also those with a journal only, page by page', async () => {
    const [whole, headless] = [await newAccount(), await newAccount()];
    await forget(keysOf(name, headless).head);
    const pages: (string | undefined)[] = [];
    const visited = new Set<string>();
    await walk({
      ...place,
      name,
      pageSize: 2,
      visit: async (id) => void visited.add(id),
      progress: (_, next) => pages.push(next),
    });
    expect(visited).toContain(whole);
    expect(visited).toContain(headless);
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.at(-1)).toBeUndefined();
    const from = pages[Math.floor(pages.length / 2)] ?? '';
    const rest = new Set<string>();
    await walk({
      ...place,
      name,
      from,
      pageSize: 2,
      visit: async (id) => void rest.add(id),
      progress: () => undefined,
    });
    expect(rest.size).toBeLessThan(visited.size);
    expect([...rest].filter((id) => !visited.has(id))).toEqual([]);
  });

  it('does not go on from a place that nobody printed', async () => {
    const visit = async () => expect.unreachable();
    const walking = walk({ ...place, name, from: 'here', visit, progress: () => undefined });
    await expect(walking).rejects.toThrow('--resume here is not a place');
  });
});
