/** `POST /orders`, from API Gateway's event to its answer. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { recorded, type SentCommand, towards } from '../dynamodb/recorded.ts';
import { newTable } from '../dynamodb/table.ts';
import { contested } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { perSecondOf } from '../harness/timed.ts';
import { orderingAt, sku } from '../http/ordering.ts';
import { requestOf } from '../http/requests.ts';
import { openRegistries } from '../samples/registries.ts';

const posted = () =>
  requestOf('POST /orders', {
    lines: [{ sku, quantity: 2, unitPrice: 990 }],
    currency: 'EUR',
    paymentToken: 'approve',
  });

const isWrite = ({ name }: SentCommand): boolean => name === 'TransactWriteItemsCommand';

/** Orders, each as the requests that it makes: what it reads goes out together, what it writes follows. */
const requestsOf = async (orders: number, post: () => Promise<void>): Promise<readonly SentCommand[][]> => {
  const all: SentCommand[][] = [];
  for (let number = 0; number < orders; number += 1) all.push([...(await recorded(post))]);
  return all;
};

/** @param reads what is known of customer and price comes first, or does not @returns orders a second */
const alone = async (
  client: DynamoDBClient,
  orders: readonly SentCommand[][],
  reads: boolean,
): Promise<number> => {
  const table = await newTable(client);
  const { body = '' } = posted();
  const fresh = orders.map((sent) => ({
    reads: sent.filter((each) => reads && !isWrite(each)).map(({ command }) => command),
    writes: sent.filter(isWrite).map((each) => towards(table, each)),
  }));
  return perSecondOf(fresh.length, async () => {
    for (const { reads: first, writes } of fresh) {
      JSON.parse(body);
      await Promise.all(first.map((command) => client.send(command)));
      for (const command of writes) await client.send(command);
    }
  });
};

export const http: Path = {
  name: 'http',
  title: 'HTTP: POST /orders through the handler, in process',
  packages: ['@aws-sdk/client-dynamodb', '@middy/core', 'zod'],
  measure: async ({ rounds, amount, awsEndpoint, dynamodb, recorder }) => {
    const [client, registries] = [await dynamodb(), await openRegistries()];
    const { call } = await orderingAt(client, await awsEndpoint(), registries.url);
    const post = () => call(posted());
    const orders = await requestsOf(amount(400), post);
    const part = (share: number) => orders.slice(0, Math.ceil(orders.length * share));
    const comparisons = await contested(
      {
        what: 'one order after another, one line each',
        unit: '/s',
        ours: (share) =>
          perSecondOf(part(share).length, async () => {
            for (const _ of part(share)) await post();
          }),
        peers: [
          {
            name: 'its bare requests (two reads side by side, one transaction) and JSON.parse',
            goal: { atLeast: 0.85 },
            run: (share) => alone(client, part(share), true),
          },
          {
            name: 'its bare transaction and JSON.parse',
            goal: { atLeast: 0.85 },
            limit:
              'Customer and price are looked up before an order is taken: two reads, side by side, which take their time before the transaction whatever the code around them does.',
            run: (share) => alone(client, part(share), false),
          },
        ],
      },
      rounds,
      recorder?.during,
    );
    await registries.stop();
    client.destroy();
    return { comparisons, notes: ['Of a function’s own log lines nothing is written here.'] };
  },
};
