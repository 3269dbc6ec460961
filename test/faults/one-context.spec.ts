/** One context is deployed while orders flow: a change, one that is refused and taken back, one that would lose data, and back. */
import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, inject, it } from 'vitest';
import { booksOf } from '../../bench/books.ts';
import { placeInsistently } from '../../bench/insistent.ts';
import { limited } from '../../bench/limited.ts';
import { readTemplates } from '../../local/assembly/templates.ts';
import { cdk } from '../../local/cdk.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { shop } from '../../local/shop.ts';
import {
  type Change,
  type ChangedApp,
  copiedApp,
  renamedTable,
} from '../infrastructure/synthesized/changed-app.ts';
import { stackStates } from './stack-states.ts';

const stack = inject('stack');
const assembly = inject('assembly');
const seller = await shop(stack);
const { states, events } = stackStates(clientConfiguration(stack.awsEndpoint));
const names = readTemplates(assembly)
  .map(({ stackName }) => stackName)
  .filter((name) => !name.endsWith('-streaming'));
const ordering = 'tributary-local-ordering';

const changed = copiedApp();
afterAll(() => changed[Symbol.dispose]());

const toolOf = ({ folder }: ChangedApp) => {
  const { awsEndpoint, kafkaBrokers, schemaRegistryUrl, gatewayUrl } = stack;
  const context = { env: 'local', kafkaBrokers, schemaRegistryUrl, gatewayUrl };
  return cdk({ awsEndpoint, assembly: join(folder, 'cdk.out'), context, app: folder });
};

/** What a customer reads of an order says which build answers. */
const viewSays = (before: string, after: string): Change => [
  'functions/ordering/order-view.ts',
  `return { ...order, ${before}status`,
  `return { ...order, ${after}status`,
];
const buildOf = async (orderId: string): Promise<string | undefined> =>
  (await seller.call<{ readonly build?: string }>('GET', `/ordering/orders/${orderId}`)).body.build;

const sku = `ALONE-${randomUUID().slice(0, 8)}`;
await seller.offer(sku, 10_000);
const placed: string[] = [];

/** Two customers order until it is done. */
const whileOrdersFlow = async (work: () => Promise<unknown>): Promise<void> => {
  const done = new AbortController();
  const lines = [{ sku, quantity: 1, unitPrice: 100 }];
  const customer = async (): Promise<void> => {
    do {
      const order = { lines, currency: 'EUR', paymentToken: 'approve' };
      placed.push(await placeInsistently(seller, order, randomUUID()));
      await pause(500);
    } while (!done.signal.aborted);
  };
  const customers = [customer(), customer()];
  await work().finally(() => done.abort());
  await Promise.all(customers);
};

/** @returns the stacks whose deployment had anything to say meanwhile */
const touchedBy = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const before = await states(names);
  await work();
  const after = await states(names);
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
};

it('a change of a context is deployed alone, and answers', async () => {
  changed.change(viewSays('', "build: 'next', "));
  const touched = await touchedBy(() => whileOrdersFlow(() => toolOf(changed).deployAlone('Ordering')));
  expect(touched).toEqual([ordering]);
  expect((await states([ordering]))[ordering]?.status).toBe('UPDATE_COMPLETE');
  expect(await buildOf(placed[0] ?? '')).toBe('next');
});

it('a change that is refused on the way is taken back, with the code that went before it', async () => {
  copyFileSync(join(import.meta.dirname, 'refused-function.ts'), join(changed.folder, 'lib', 'refused.ts'));
  changed.change(
    viewSays("build: 'next', ", "build: 'broken', "),
    ['lib/ordering.ts', 'import { routes }', "import { addRefused } from './refused.ts';\nimport { routes }"],
    [
      'lib/ordering.ts',
      "'dynamodb:Query'],\n    });\n",
      "'dynamodb:Query'],\n    });\n    addRefused(this);\n",
    ],
  );
  const before = (await events(ordering)).length;
  const touched = await touchedBy(() =>
    whileOrdersFlow(() => expect(toolOf(changed).deployAlone('Ordering')).rejects.toThrow()),
  );
  expect(touched).toEqual([ordering]);
  const all = await events(ordering);
  const meanwhile = all.slice(0, all.length - before).toReversed();
  const said = (id: RegExp): readonly string[] =>
    meanwhile
      .filter(({ LogicalResourceId = '' }) => id.test(LogicalResourceId))
      .map(({ ResourceStatus = '' }) => ResourceStatus);
  // It was there, and then it was not.
  expect(said(/^ApiHandler[0-9A-F]{8}$/)).toEqual([
    ...['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
    ...['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
  ]);
  expect(said(/^Refused$/).at(1)).toMatch(/^(CREATE|UPDATE)_FAILED$/);
  expect((await states([ordering]))[ordering]?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await buildOf(placed.at(-1) ?? '')).toBe('next');
});

it('a name that would lose a table is refused before anything is deployed', async () => {
  using renamed = copiedApp();
  renamed.change(renamedTable);
  const deployed = () => expect(toolOf(renamed).deployAlone('Ordering')).rejects.toThrow(/is gone/);
  expect(await touchedBy(deployed)).toEqual([]);
});

it('what was deployed before is deployed again, and no order was lost', async () => {
  const first = cdk({ awsEndpoint: stack.awsEndpoint, assembly, context: {} });
  expect(await touchedBy(() => whileOrdersFlow(() => first.deploy(['Ordering'])))).toEqual([ordering]);
  expect(await buildOf(placed.at(-1) ?? '')).toBeUndefined();
  const orders = () => limited(4, placed, (orderId) => seller.order(orderId));
  expect(placed.length).toBeGreaterThan(5);
  await expect.poll(async () => (await orders()).filter(({ status }) => status !== 'confirmed')).toEqual([]);
  await expect.poll(async () => booksOf(seller, [sku], await orders())).toMatchObject({ balanced: true });
});
