/** An aggregate of the tests' own, small enough to reason about: an account that never goes below zero. */
import { randomUUID } from 'node:crypto';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import { commitStore } from '../../functions/platform/commit/commit.ts';
import { type Decider, refuse } from '../../functions/platform/commit/decider.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { registerSchemas } from '../../local/schemas.ts';
import { type Contract, subjectOf } from '../../schemas/contract.ts';
import { dynamodbAt, newTable } from '../tables.ts';

interface Movement {
  readonly accountId: string;
  readonly amount: number;
  readonly note?: string | null;
}

export type AccountCommand = { readonly type: 'Deposit' | 'Withdraw'; readonly data: Movement };
export type AccountEvent = { readonly type: 'Deposited' | 'Withdrawn'; readonly data: Movement };
export interface AccountState {
  readonly balance: number;
}

const bonusFrom = 8;

export const account: Decider<AccountCommand, AccountState, AccountEvent> = {
  initial: { balance: 0 },
  decide: ({ type, data }, { balance }) => {
    if (data.amount === 0) return [];
    if (type === 'Deposit') return depositedWithBonus(data);
    return data.amount > balance
      ? refuse('too-little', `${balance} is less than ${data.amount}`)
      : [{ type: 'Withdrawn', data }];
  },
  evolve: ({ balance }, { type, data }) => ({
    balance: type === 'Deposited' ? balance + data.amount : balance - data.amount,
  }),
};

/** A large deposit earns a bonus, so that one commit can hold two events. */
const depositedWithBonus = (data: Movement): readonly AccountEvent[] =>
  data.amount < bonusFrom
    ? [{ type: 'Deposited', data }]
    : [
        { type: 'Deposited', data },
        { type: 'Deposited', data: { ...data, amount: 1 } },
      ];

const schemaOf = (name: string): string =>
  JSON.stringify({
    type: 'record',
    name,
    namespace: 'test.account',
    fields: [
      { name: 'accountId', type: 'string' },
      { name: 'amount', type: 'long' },
      { name: 'note', type: ['null', 'string'], default: null },
    ],
  });

/** Under a topic of its own, so that specs do not see each other. */
export const newContract = (): Contract => ({
  topic: `test.account-${randomUUID()}`,
  kind: 'events',
  key: 'accountId',
  partitions: 2,
  retentionDays: null,
  messages: {
    Deposited: { fullName: 'test.account.Deposited', versions: [schemaOf('Deposited')] },
    Withdrawn: { fullName: 'test.account.Withdrawn', versions: [schemaOf('Withdrawn')] },
  },
});

export const newRegisteredContract = async (registryUrl: string): Promise<Contract> => {
  const contract = newContract();
  const schemas = Object.values(contract.messages).map(({ fullName, versions }) => ({
    subject: subjectOf(contract.topic, fullName),
    versions,
  }));
  await registerSchemas(registryUrl, schemas);
  return contract;
};

/** Accounts in a table of their own, on the emulator, with their schemas at the registry. */
export const newAccounts = async (awsEndpoint: string, registryUrl: string) => {
  const dynamodb = dynamodbAt(awsEndpoint);
  const table = await newTable(dynamodb, 'accounts', { isStreamed: true });
  const contract = await newRegisteredContract(registryUrl);
  const store = commitStore(dynamodb, table);
  const registry = confluentRegistry(registryUrl);
  const accounts = aggregate<AccountCommand, AccountState, AccountEvent>({
    name: 'test/account',
    decider: account,
    publishes: contract,
    creates: ['Deposit'],
    store,
    registry,
  });
  return { accounts, contract, dynamodb, registry, store, table };
};

export const deposit = (accountId: string, amount: number, note?: string): AccountCommand => ({
  type: 'Deposit',
  data: { accountId, amount, note: note ?? null },
});

export const withdraw = (accountId: string, amount: number): AccountCommand => ({
  type: 'Withdraw',
  data: { accountId, amount, note: null },
});

export const causeOf = (id: string, fingerprint?: string) => ({
  id,
  by: 'a test',
  correlationId: `about-${id}`,
  fingerprint,
});

/** Of an account's first event. */
export const contextOf = (accountId: string, source = '/test/account') => ({
  source,
  subject: accountId,
  id: `${accountId}.1`,
  sequence: 1,
  at: 0,
  correlationId: 'c',
  causationId: 'x',
});
