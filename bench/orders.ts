/** `npm run bench:orders [orders] [clients]`: how fast the running system brings orders to their end. */
import { readStack, stackFile } from '../local/stack-file.ts';
import { manyOrders } from './many-orders.ts';

const run = async (orders: number, clients: number): Promise<boolean> => {
  const {
    orders: placed,
    seconds,
    books,
  } = await manyOrders(readStack(stackFile), {
    orders,
    clients,
    skus: 8,
    onHand: Math.ceil(orders / 5),
    patience: 300_000,
    progress: (done, ended) => {
      if (process.stderr.isTTY) process.stderr.write(`\rplaced ${done}, ended ${ended} `);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');

  const confirmed = placed.filter(({ status }) => status === 'confirmed');
  const times = confirmed.flatMap(({ ms }) => (ms === undefined ? [] : [ms])).sort((a, b) => a - b);
  const quantile = (share: number): string =>
    `${Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)} ms`;
  console.log(`${orders} orders, ${clients} clients: ${(orders / seconds).toFixed(1)} orders/s to their end`);
  console.log(
    `POST to confirmed: p50 ${quantile(0.5)}, p99 ${quantile(0.99)} (${confirmed.length} confirmed)`,
  );
  console.log(`ended other than once: ${placed.filter(({ endings }) => endings.length !== 1).length}`);
  console.log(`money: held ${books.held}, due ${books.due}`);
  console.table(books.skus);
  const right = books.balanced && placed.every(({ endings }) => endings.length === 1);
  console.log(right ? 'everything adds up' : 'it does not add up');
  return right;
};

try {
  const [orders = 1_000, clients = 16] = process.argv.slice(2).map(Number);
  if (!(orders >= 1 && clients >= 1)) throw new Error('usage: npm run bench:orders [orders] [clients]');
  process.exitCode = (await run(orders, clients)) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
