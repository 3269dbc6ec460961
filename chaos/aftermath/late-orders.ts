/** Places the orders that poisoned events were about, too late, and waits until their own events wait behind the poison. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Shop } from '../../local/shop.ts';
import { list } from '../../ops/dlq/list.ts';
import type { World } from '../../ops/dlq/world.ts';
import type { Accepted, Poisoned } from '../checker/facts.ts';
import { persistent } from '../load/persistent.ts';

export interface LateOrdersProps {
  readonly world: World;
  readonly buyer: Shop;
  readonly sku: string;
  readonly poisoned: readonly Poisoned[];
  /** How long is waited, milliseconds. */
  readonly patience: number;
}

/**
 * @returns what was accepted
 * @throws Error when an order is another than the poison is about
 */
export const placeLateOrders = async (props: LateOrdersProps): Promise<readonly Accepted[]> => {
  const late = props.poisoned.flatMap(({ idempotencyKey, record: { key } }) =>
    idempotencyKey === undefined
      ? []
      : [{ idempotencyKey, orderId: Buffer.from(key ?? '', 'base64').toString() }],
  );
  for (const { idempotencyKey, orderId } of late) {
    const answered = await place(props, idempotencyKey);
    if (answered !== orderId) throw new Error(`expected order ${orderId}, and ${answered} was placed`);
  }
  const until = Date.now() + props.patience;
  while (Date.now() < until && (await areAllFollowed(props.world, late)) === false) await sleep(500);
  return late.map(({ orderId }) => ({
    orderId,
    answers: [orderId],
    cancelAccepted: false,
    dispatchAccepted: false,
  }));
};

const place = async ({ buyer, sku, patience }: LateOrdersProps, key: string): Promise<string | undefined> => {
  const lines = [{ sku, quantity: 1, unitPrice: 100 }];
  const answer = await persistent({
    ask: () => buyer.post({ lines, currency: 'EUR', paymentToken: 'approve' }, { 'idempotency-key': key }),
    isGood: ({ status }) => status === 202,
    until: Date.now() + patience,
  });
  return answer?.body.orderId;
};

/** Of each order the poison is parked, and its authorization behind it. */
const areAllFollowed = async (world: World, late: readonly { readonly orderId: string }[]) => {
  const followed = new Set<string>();
  for await (const entry of list(world, { consumer: 'ordering.saga' })) {
    if (entry.kind === 'key' && entry.records > 1) followed.add(entry.key);
  }
  return late.every(({ orderId }) => followed.has(orderId));
};
