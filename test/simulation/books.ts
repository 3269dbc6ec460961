/** What must be true when all has come to rest: money and stock are conserved (P8), and every order has ended. */
import type { StockItemState } from '../../functions/inventory/stock-item/decider.ts';
import type { OrderState } from '../../functions/ordering/state.ts';
import type { PaymentState } from '../../functions/payment/state.ts';
import type { ReturnState } from '../../functions/returns/state/decider.ts';
import type { ShipmentState } from '../../functions/shipping/shipment.ts';
import { type Order, orderIdOf, returnIdOf, skuOf, totalOf, unitsOf } from './scenario.ts';
import type { Outcome } from './schedule.ts';

/** @returns each fault as a sentence */
export const faultsIn = (outcome: Outcome): readonly string[] => [
  ...outcome.world.parked.map((letter) => `parked: ${letter}`),
  ...outcome.scenario.orders.flatMap((_, number) => faultsOf(outcome, number)),
  ...outcome.scenario.orders.flatMap((_, number) => returnFaults(outcome, number)),
  ...outcome.scenario.stock.flatMap((_, number) => stockFaults(outcome, number)),
];

/** How each order and each return of a schedule ended. */
export const endingsOf = (outcome: Outcome): readonly string[] =>
  outcome.scenario.orders.flatMap((_, number) => {
    const order = outcome.world.state<OrderState>('ordering/order', orderIdOf(number));
    const why = order.status === 'cancelled' ? `: ${order.cancellation?.reason}` : '';
    const back = returnOf(outcome, number);
    return [`${order.status}${why}`, ...(back === 'new' ? [] : [`return ${back}`])];
  });

const statusOf = ({ world }: Outcome, number: number) =>
  world.state<OrderState>('ordering/order', orderIdOf(number)).status;

const returnOf = ({ world }: Outcome, number: number) =>
  world.state<ReturnState>('returns/return', returnIdOf(number)).status;

const faultsOf = (outcome: Outcome, number: number): readonly string[] => {
  const status = statusOf(outcome, number);
  switch (status) {
    case 'completed':
      return paidFaults(outcome, number);
    case 'cancelled':
      return compensationFaults(outcome, number);
    default:
      return [`${orderIdOf(number)} has not ended: it is ${status}`];
  }
};

/** Those that are not as they ought to be. */
const differing = (
  orderId: string,
  ending: string,
  found: { readonly [what: string]: readonly [unknown, unknown] },
): readonly string[] =>
  Object.entries(found)
    .filter(([, [is, ought]]) => is !== ought)
    .map(([what, [is, ought]]) => `${orderId} is ${ending}, its ${what} is ${is} and not ${ought}`);

const paidFaults = (outcome: Outcome, number: number): readonly string[] => {
  const { world, gateway, scenario } = outcome;
  const [orderId, order] = [orderIdOf(number), scenario.orders[number]];
  const held = gateway.held.get(orderId);
  const back = [...(held?.refunds.values() ?? [])].reduce((sum, amount) => sum + amount, 0);
  const total = order === undefined ? 0 : totalOf(order);
  return differing(orderId, 'completed', {
    money: [held?.status, 'captured'],
    amount: [held?.amount, total],
    authorizations: [held?.authorizations, 1],
    captures: [held?.captures, 1],
    refund: [back, returnOf(outcome, number) === 'completed' ? total : 0],
    payment: [world.state<PaymentState>('payment/payment', orderId).status, 'captured'],
    'parcels still here': [parcelsOf(outcome, number).filter((left) => !left).length, 0],
  });
};

const parcelsOf = ({ world }: Outcome, number: number): readonly boolean[] =>
  world
    .state<ShipmentState>('shipping/shipment', orderIdOf(number))
    .parcels.map(({ dispatchedAt }) => dispatchedAt !== undefined);

const compensationFaults = (outcome: Outcome, number: number): readonly string[] => {
  const { world, gateway } = outcome;
  const orderId = orderIdOf(number);
  const held = gateway.held.get(orderId)?.status ?? 'voided';
  const { status } = world.state<PaymentState>('payment/payment', orderId);
  return differing(orderId, 'cancelled', {
    money: [['declined', 'voided'].includes(held) ? 'free' : held, 'free'],
    payment: [['cancelled', 'declined', 'voided'].includes(status) ? 'over' : status, 'over'],
    'parcels that left': [parcelsOf(outcome, number).filter((left) => left).length, 0],
  });
};

/** Whatever is sent back may arrive too late. */
const returnEndings: { readonly [wanted in Order['returns']]: readonly string[] } = {
  none: ['new'],
  sent: ['completed', 'expired'],
  overcharged: ['rejected', 'expired'],
  lost: ['expired'],
};

const returnFaults = (outcome: Outcome, number: number): readonly string[] => {
  const wanted = outcome.scenario.orders[number]?.returns ?? 'none';
  const isDue = statusOf(outcome, number) === 'completed';
  const ought = returnEndings[isDue ? wanted : 'none'];
  const status = returnOf(outcome, number);
  return ought.includes(status) ? [] : [`${returnIdOf(number)} is ${status} and not ${ought.join(' or ')}`];
};

const stockFaults = (outcome: Outcome, number: number): readonly string[] => {
  const { warehouses } = outcome.world.state<StockItemState>('inventory/stock-item', skuOf(number));
  const all = Object.values(warehouses);
  const onHand = all.reduce((sum, units) => sum + units.onHand, 0);
  const counted = (outcome.scenario.stock[number] ?? []).reduce((sum, units) => sum + units, 0);
  const left = outcome.scenario.orders
    .filter(
      (_, order) => statusOf(outcome, order) === 'completed' && returnOf(outcome, order) !== 'completed',
    )
    .reduce((sum, order) => sum + unitsOf(order, number), 0);
  return [
    ...all.flatMap(({ reserved }) =>
      reserved === 0 ? [] : [`${reserved} units of ${skuOf(number)} are reserved, and nobody waits for them`],
    ),
    ...(onHand === counted - left
      ? []
      : [`${onHand} units of ${skuOf(number)} are there, of ${counted} of which ${left} left`]),
    ...all.flatMap((units) =>
      units.onHand < 0 ? [`${units.onHand} units of ${skuOf(number)} are there`] : [],
    ),
  ];
};
