/** The customers, the stock and the prices that a run starts with. */
import { setTimeout as sleep } from 'node:timers/promises';
import { importCounterparties } from './seed-counterparties.ts';
import { customers } from './users.ts';

const patience = 180_000;

export const stock = [
  { sku: 'TEAPOT', onHand: { main: 100 }, unitPrice: 3_450 },
  { sku: 'COFFEE-1KG', onHand: { main: 500, north: 250 }, unitPrice: 1_990 },
  { sku: 'MUG', onHand: { main: 200 }, unitPrice: 890 },
  { sku: 'GRINDER', onHand: { main: 0 }, unitPrice: 12_900 },
  // Never more than two in one place: an order of three is split.
  { sku: 'KETTLE', onHand: { main: 2, north: 2, south: 2 }, unitPrice: 5_900 },
] as const;

/** What a unit may cost, in minor units of EUR: one price for most, and coffee cheaper for who asks. */
export const prices = stock.map(({ sku, unitPrice }) => ({
  sku,
  lowest: sku === 'COFFEE-1KG' ? 1_790 : unitPrice,
  highest: unitPrice,
}));

/**
 * All that orders need, and resolves when ordering knows the customers.
 *
 * @param token of an operator
 */
export const seed = async (apiUrl: string, token: string): Promise<void> => {
  await Promise.all([
    importCounterparties(apiUrl, token),
    countStock(apiUrl, token),
    setPrices(apiUrl, token),
  ]);
  await Promise.all(customers.map((customer) => known(`${apiUrl}/ordering/customers/${customer}`, token)));
};

/** The counterparties come over Kafka, some time after they were imported. */
const known = async (url: string, token: string): Promise<void> => {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    const { ok } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    if (ok) return;
    await sleep(100);
  }
  throw new Error(`${url} was not there ${patience / 1_000} s after the counterparties were imported`);
};

/** @param token of an operator */
export const countStock = async (apiUrl: string, token: string): Promise<void> => {
  for (const { sku, onHand } of stock) {
    for (const [warehouse, units] of Object.entries(onHand)) {
      await put(`${apiUrl}/inventory/stock/${sku}`, token, { warehouse, onHand: units });
    }
  }
};

/** @param token of an operator */
export const setPrices = async (apiUrl: string, token: string): Promise<void> => {
  for (const { sku, lowest, highest } of prices) {
    await put(`${apiUrl}/ordering/prices/${sku}`, token, { currency: 'EUR', lowest, highest });
  }
};

const put = async (url: string, token: string, body: object): Promise<void> => {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`PUT ${url} failed: ${response.status} ${await response.text()}`);
};
