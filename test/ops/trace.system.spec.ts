/** A trace on the deployed system: all that one request did, and nothing else. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { shop } from '../../local/shop.ts';
import { command } from '../../ops/commands/trace.ts';
import type { Step } from '../../ops/trace/step.ts';
import { type Branch, treeOf } from '../../ops/trace/tree.ts';
import { newSku } from '../journeys/new-sku.ts';
import { lines, operatorsConnection } from './connection.ts';

const connection = await operatorsConnection(inject('stack'));
const { offer, place } = await shop(inject('stack'));

const traceOf = async (correlationId: string, since: string): Promise<readonly Step[]> => {
  const { said, say } = lines();
  await command.run([correlationId, '--since', since, '--json'], connection, say);
  return JSON.parse(said.join(''));
};

const newOrder = async (correlationId: string): Promise<string> => {
  const sku = newSku();
  await offer(sku, 5);
  return place([{ sku, quantity: 1, unitPrice: 890 }], 'approve', correlationId);
};

describe('trace', () => {
  it('shows every message of a saga under the one that caused it, across contexts', async () => {
    const [correlationId, other] = [randomUUID(), randomUUID()];
    const since = new Date().toISOString();
    const [orderId] = await Promise.all([newOrder(correlationId), newOrder(other)]);
    const steps = await expect
      .poll(() => traceOf(correlationId, since), { interval: 500 })
      .toSatisfy((found: readonly Step[]) => found.some(({ type }) => type === 'ShipmentRequested'))
      .then(() => traceOf(correlationId, since));
    const types = steps.map(({ type }) => type);
    expect(types[0]).toBe('OrderPlaced');
    for (const type of ['ReserveStock', 'StockReserved', 'ReservationCompleted', 'PaymentAuthorized']) {
      expect(types).toContain(type);
    }
    expect(types.filter((type) => type === 'OrderConfirmed')).toHaveLength(1);
    expect(steps.find(({ type }) => type === 'OrderPlaced')).toMatchObject({
      source: 'ordering/order',
      subject: orderId,
      sequence: 1,
      by: 'ada',
      places: [expect.stringMatching(/^ordering\.order-\d+@\d+$/)],
      data: { orderId, paymentToken: '(withheld)' },
    });
    const tree = treeOf(steps);
    expect(
      flat(tree)
        .map(({ step }) => step)
        .sort(byId),
    ).toEqual([...steps].sort(byId));
    for (const { step, children } of flat(tree)) {
      for (const child of children) expect(child.step.at).toBeGreaterThanOrEqual(step.at);
    }
    const shipment = flat(tree).find(({ step }) => step.type === 'ShipmentRequested');
    expect(shipment?.via).toBe('shipping.saga');
  });

  it('says that there is nothing, and where to look further', async () => {
    const { said, say } = lines();
    expect(await command.run([randomUUID(), '--since', '1s'], connection, say)).toBe(1);
    expect(said).toEqual([]);
  });
});

const byId = (a: Step, b: Step): number => (a.source + a.id < b.source + b.id ? -1 : 1);
const flat = (branches: readonly Branch[]): readonly Branch[] =>
  branches.flatMap((branch) => [branch, ...flat(branch.children)]);
