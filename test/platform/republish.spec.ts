/** What is made again from the journal is what the head carried the first time, deadlines and commands with it. */
import { randomUUID } from 'node:crypto';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import { keysOf } from '../../functions/platform/commit/commit.ts';
import type { Decider } from '../../functions/platform/commit/decider.ts';
import { journalOf } from '../../functions/platform/commit/journal.ts';
import { saidAgain } from '../../functions/platform/relay/republish.ts';
import {
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  deposit,
  newAccounts,
  newRegisteredContract,
  withdraw,
} from './account.ts';

const schemaRegistryUrl = inject('schemaRegistryUrl');
const {
  contract,
  dynamodb: client,
  registry,
  store,
  table,
} = await newAccounts(inject('awsEndpoint'), schemaRegistryUrl);
const bank = { ...(await newRegisteredContract(schemaRegistryUrl)), kind: 'commands' } as const;
const name = 'test/account';

/** An account that tells a bank of each movement, and is reminded of it. */
const told: Decider<AccountCommand, AccountState, AccountEvent> = {
  ...account,
  sends: ({ data }) => [{ type: 'Withdrawn', data: { ...data, accountId: 'bank' } }],
  deadlines: ({ data }) => [{ at: 1_900_000_000_000 + data.amount, command: { type: 'Deposit', data } }],
};
const props = { name, decider: told, publishes: contract, sends: [bank], registry };
const accounts = aggregate({ ...props, store });

type Said = Awaited<ReturnType<typeof saidAgain>>;

const outboxOn = async (id: string): Promise<Said> => {
  const { pk, sk } = keysOf(name, id).head;
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  return unmarshall(Item ?? {}) as Said;
};

/** With the bytes in a form that can be compared. */
const legible = ({ messages, deadlines }: Said) => ({
  messages: messages.map((message) => ({ ...message, value: Buffer.from(message.value).toString('hex') })),
  deadlines,
});

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const commands = [deposit, deposit, withdraw, deposit];

describe('what an aggregate said', () => {
  it('is made again from its journal, commit by commit, to the byte', async () => {
    const id = randomUUID();
    const first: object[] = [];
    for (const [n, command] of commands.entries()) {
      // Names without an order, a trace for every other, and commits of one and of two events.
      const cause = { id: `cause-${9 - n}`, by: 'a test', correlationId: `about-${n}` };
      const amount = n === 1 ? 8 : 2;
      await accounts.handle(command(id, amount), n % 2 === 0 ? { ...cause, traceparent } : cause);
      first.push(legible(await outboxOn(id)));
    }
    const again: object[] = [];
    for (const entry of await journalOf<AccountEvent>({ client, table, name })(id)) {
      again.push(legible(await saidAgain(props, id, entry)));
    }
    expect(again).toEqual(first);
    expect(JSON.stringify(first)).toContain(traceparent);
    expect(first).toHaveLength(4);
  });
});
