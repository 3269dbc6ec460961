/** Any interleaving of concurrent commands and repeats leaves journal, head and stream consistent. */
import { randomUUID } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import type { Outcome } from '../../functions/platform/commit/aggregate.ts';
import { isRefusal, type Refusal } from '../../functions/platform/commit/decider.ts';
import type { OutgoingMessage } from '../../functions/platform/contract/wire.ts';
import { limited } from '../../functions/platform/limited.ts';
import { type AccountEvent, account, causeOf, deposit, newAccounts, withdraw } from './account.ts';
import { tableOf } from './committed.ts';
import { streamOf } from './table-stream.ts';

const awsEndpoint = inject('awsEndpoint');
const given = await newAccounts(awsEndpoint, inject('schemaRegistryUrl'));
const { headOf, journalOf } = tableOf(given);

interface Command {
  readonly account: number;
  readonly amount: number;
  readonly deposits: boolean;
  readonly times: number;
}

const commands = fc.array(
  fc.record({
    account: fc.integer({ min: 0, max: 2 }),
    amount: fc.integer({ min: 1, max: 9 }),
    deposits: fc.boolean(),
    times: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 4, maxLength: 12 },
);

/** Each command as often as it comes, in any order, by its place in the list. */
const deliveries = commands.chain((list) => {
  const all = list.flatMap(({ times }, index) => Array.from({ length: times }, () => index));
  const shuffled = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  return fc.record({ list: fc.constant(list), order: shuffled, atOnce: fc.integer({ min: 1, max: 12 }) });
});

type Answer = Outcome<AccountEvent> | Refusal;

it('leaves journal, head and stream consistent', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed} repeats this run`);
  const property = fc.asyncProperty(deliveries, async ({ list, order, atOnce }) => {
    const run = randomUUID();
    const answers = new Map<number, Answer[]>(list.map((_, index) => [index, []]));
    await limited(atOnce, order, async (index) => {
      const answer = await given.accounts.handle(commandOf(run, list[index]), causeOf(`c${index}`));
      answers.get(index)?.push(answer);
    });
    for (const toOne of answers.values()) expectOneEffect(toOne);
    const streamed = await messagesByAccount();
    for (const number of new Set(list.map((command) => command.account))) {
      const indexes = [...answers.keys()].filter((index) => list[index]?.account === number);
      const causes = indexes.filter((index) => answers.get(index)?.some((answer) => !isRefusal(answer)));
      await expectConsistent(`${run}-${number}`, causes, streamed.get(`${run}-${number}`) ?? []);
    }
  });
  await fc.assert(property, { seed, numRuns: 15, interruptAfterTimeLimit: 60_000 });
});

const commandOf = (run: string, command: Command | undefined) => {
  const { account: number = 0, amount = 0, deposits } = command ?? {};
  return deposits ? deposit(`${run}-${number}`, amount) : withdraw(`${run}-${number}`, amount);
};

/** It may be refused, and accepted when it comes again; once accepted, it always gets the same answer. */
const expectOneEffect = (answers: readonly Answer[]): void => {
  const accepted = answers.filter((answer): answer is Outcome<AccountEvent> => !isRefusal(answer));
  expect(accepted.filter(({ repeated }) => !repeated)).toHaveLength(Math.min(accepted.length, 1));
  const facts = accepted.map(({ version, events }) => ({ version, events }));
  expect(facts).toEqual(facts.map(() => facts[0]));
};

/** In the order of the table's stream. */
const messagesByAccount = async (): Promise<Map<string, readonly string[]>> => {
  const ids = new Map<string, readonly string[]>();
  for (const { dynamodb } of await streamOf({ ...given, awsEndpoint })) {
    const image = unmarshall((dynamodb?.NewImage ?? {}) as Parameters<typeof unmarshall>[0]);
    for (const { key, headers } of (image.messages ?? []) as readonly OutgoingMessage[])
      ids.set(key, [...(ids.get(key) ?? []), headers.ce_id ?? '']);
  }
  return ids;
};

const expectConsistent = async (id: string, causes: readonly number[], streamed: readonly string[]) => {
  const [head, journal] = [await headOf(id), await journalOf(id)];
  const events = journal.flatMap((record) => record.events);
  const ends = journal.map(
    (_, index) => journal.slice(0, index + 1).flatMap((record) => record.events).length,
  );
  expect(journal.map(({ version }) => version)).toEqual(ends);
  expect(journal.map(({ sk }) => sk).sort()).toEqual(causes.map((index) => `cause#c${index}`).sort());
  expect(streamed).toEqual(events.map((_, index) => `${id}.${index + 1}`));
  if (journal.length === 0) return expect(head).toBeUndefined();
  const state = events.reduce(account.evolve, account.initial);
  expect(state.balance).toBeGreaterThanOrEqual(0);
  expect(head).toMatchObject({ version: events.length, state });
};
