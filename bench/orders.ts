/** `npm run bench:orders [orders] [clients]`: how fast the running system brings orders to their end. */
import { readStack, stackFile } from '../local/stack-file.ts';
import { manyOrders } from './many-orders.ts';

const [orders = 1_000, clients = 16] = process.argv.slice(2).map(Number);

const {
  orders: placed,
  seconds,
  stock,
  held,
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
const sold = [...stock].map(([sku, { onHand, reserved }]) => {
  const wanted = confirmed.flatMap(({ lines }) => lines).filter((line) => line.sku === sku);
  return { sku, onHand, reserved, confirmed: wanted.reduce((sum, { quantity }) => sum + quantity, 0) };
});
const due = confirmed.reduce((sum, { total }) => sum + total, 0);

console.log(`${orders} orders, ${clients} clients: ${(orders / seconds).toFixed(1)} orders/s to their end`);
console.log(`POST to confirmed: p50 ${quantile(0.5)}, p99 ${quantile(0.99)} (${confirmed.length} confirmed)`);
console.log(`ended other than once: ${placed.filter(({ endings }) => endings.length !== 1).length}`);
console.log(`money: held ${held}, due ${due}`);
console.table(sold);
const right =
  held === due &&
  placed.every(({ endings }) => endings.length === 1) &&
  sold.every((line) => line.reserved === line.confirmed && line.reserved <= line.onHand);
console.log(right ? 'everything adds up' : 'it does not add up');
process.exitCode = right ? 0 : 1;
