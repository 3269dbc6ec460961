/** What customers, operators, carriers and the gateway do. */
import type { OrderState } from '../../functions/ordering/state.ts';
import { answered } from '../../functions/payment/gateway-answer.ts';
import type { Message } from '../../functions/platform/commit/decider.ts';
import type { ReturnState } from '../../functions/returns/state/decider.ts';
import type { ShipmentState } from '../../functions/shipping/shipment.ts';
import type { Gateway } from './gateway.ts';
import type { Move } from './rules.ts';
import {
  type Order,
  orderIdOf,
  returnIdOf,
  type Scenario,
  skuOf,
  totalOf,
  unitPrice,
  warehouses,
} from './scenario.ts';
import type { World } from './world.ts';

export const outsideMoves = (
  { stock, orders }: Scenario,
  world: World,
  gateway: Gateway,
): (() => readonly Move[]) => {
  for (const [number, counts] of stock.entries()) {
    for (const [index, onHand] of counts.entries()) {
      const warehouse = warehouses[index] ?? '';
      const command = { type: 'CountStock', data: { sku: skuOf(number), warehouse, onHand, at: 0 } };
      world.handle({ part: 'inventory/stock-item', command }, `count ${warehouse}`);
    }
  }
  return () => [
    ...orders.flatMap((order, number) => [
      ...customerMoves(order, number, world),
      ...carrierMoves(order, number, world),
      ...returnMoves(order, number, world),
    ]),
    ...lateAnswers(gateway, world),
  ];
};

const lateAnswers = (gateway: Gateway, world: World): readonly Move[] =>
  gateway.late.map((answer, index) => ({
    name: `the gateway answers late about ${answer.paymentId}`,
    go: () => {
      gateway.late.splice(index, 1);
      const command = answered(answer.paymentId, answer.answer, world.now);
      world.handle({ part: 'payment/payment', command }, `gateway-answer:${JSON.stringify(answer)}`);
    },
  }));

const told = (world: World, part: string, command: Message, cause: string) => () =>
  world.handle({ part, command }, cause);

const statusOf = (world: World, number: number) =>
  world.state<OrderState>('ordering/order', orderIdOf(number)).status;

const customerMoves = (order: Order, number: number, world: World): readonly Move[] => {
  const orderId = orderIdOf(number);
  const status = statusOf(world, number);
  if (status === 'new') {
    const go = told(world, 'ordering/order', placing(order, orderId), 'customer:place');
    return [{ name: `a customer places ${orderId}`, go }];
  }
  if (!order.cancels || ['cancelled', 'dispatched', 'completed'].includes(status)) return [];
  const cancel = { type: 'CancelOrder', data: { orderId, reason: 'customer', at: world.now } };
  const go = told(world, 'ordering/order', cancel, `customer:cancel:${world.story.length}`);
  return [{ name: `a customer cancels ${orderId}`, go, disturbs: true }];
};

const placing = (order: Order, orderId: string): Message => {
  const lines = order.lines.map(({ sku, quantity }) => ({ sku: skuOf(sku), quantity, unitPrice }));
  const priced = { lines, total: totalOf(order), currency: 'EUR', paymentToken: order.token, placedAt: 0 };
  return { type: 'PlaceOrder', data: { orderId, order: { orderId, customerId: 'ada', ...priced } } };
};

/** Whatever arrived has left: a carrier may tell of the delivery only. */
const carrierMoves = ({ carrier }: Order, number: number, world: World): readonly Move[] => {
  const shipmentId = orderIdOf(number);
  const { status, parcels } = world.state<ShipmentState>('shipping/shipment', shipmentId);
  if (carrier === 'never' || status === 'cancelled') return [];
  return parcels.flatMap(({ parcelId, dispatchedAt, deliveredAt }) => {
    const move = (type: 'DispatchParcel' | 'DeliverParcel') => {
      const data = { shipmentId, parcelId, carrier: 'c', trackingCode: 't', at: world.now };
      return told(world, 'shipping/shipment', { type, data }, `carrier:${type}:${parcelId}`);
    };
    const takes = {
      name: `the carrier takes ${parcelId}`,
      go: move('DispatchParcel'),
      waits: carrier === 'late',
    };
    const brings = { name: `the carrier brings ${parcelId}`, go: move('DeliverParcel'), disturbs: true };
    return [...(dispatchedAt === undefined ? [takes] : []), ...(deliveredAt === undefined ? [brings] : [])];
  });
};

const returnMoves = (order: Order, number: number, world: World): readonly Move[] => {
  const returnId = returnIdOf(number);
  if (order.returns === 'none' || statusOf(world, number) !== 'completed') return [];
  const { status } = world.state<ReturnState>('returns/return', returnId);
  const at = world.now;
  const move = (name: string, command: Message, disturbs = false): Move => {
    const go = told(world, 'returns/return', command, `${name}:${world.story.length}`);
    return { name: `${name} ${returnId}`, go, disturbs };
  };
  if (status === 'new') return [move('a customer asks for', requesting(order, number, at))];
  if (status === 'requested' && order.returns !== 'lost') {
    return [move('goods arrive of', { type: 'ReceiveReturn', data: { returnId, warehouse: 'north', at } })];
  }
  return status === 'underway'
    ? [move('an operator asks again for', { type: 'RetryStep', data: { returnId, at } }, true)]
    : [];
};

const requesting = (order: Order, number: number, at: number): Message => {
  const lines = order.lines.map(({ sku, quantity }) => ({ sku: skuOf(sku), quantity, unitPrice }));
  const amount = totalOf(order) + (order.returns === 'overcharged' ? 1 : 0);
  const ids = { returnId: returnIdOf(number), orderId: orderIdOf(number), customerId: 'ada' };
  return {
    type: 'RequestReturn',
    data: { ...ids, lines, amount, currency: 'EUR', reason: 'too small', requestedAt: at },
  };
};
