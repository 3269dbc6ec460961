/** What must be true when all has come to rest: money and stock are conserved (P8), and every order has ended. */
import type { StockItemState } from '../../functions/inventory/stock-item/decider.ts';
import type { OrderState } from '../../functions/ordering/state.ts';
import type { PaymentState } from '../../functions/payment/state.ts';
import { type Outcome, orderIdOf, skuOf } from './schedule.ts';

/** @returns each fault as a sentence */
export const faultsIn = (outcome: Outcome): readonly string[] => [
  ...outcome.world.parked.map((letter) => `parked: ${letter}`),
  ...outcome.scenario.orders.flatMap((_, number) => faultsOf(outcome, orderIdOf(number))),
  ...outcome.scenario.stock.flatMap((_, number) => stockFaults(outcome, number)),
];

const statusOf = ({ world }: Outcome, orderId: string) =>
  world.state<OrderState>('ordering/order', orderId).status;

const faultsOf = (outcome: Outcome, orderId: string): readonly string[] => {
  const status = statusOf(outcome, orderId);
  switch (status) {
    case 'confirmed':
      return paidFaults(outcome, orderId);
    case 'cancelled':
      return compensationFaults(outcome, orderId);
    default:
      return [`${orderId} has not ended: it is ${status}`];
  }
};

const paidFaults = ({ world, gateway }: Outcome, orderId: string): readonly string[] => {
  const held = gateway.held.get(orderId);
  const { status } = world.state<PaymentState>('payment/payment', orderId);
  const faults: string[] = [];
  if (held?.status !== 'authorized') faults.push(`${orderId} is confirmed, its money is ${held?.status}`);
  if (held !== undefined && held.authorizations !== 1) {
    faults.push(`${orderId} was paid ${held.authorizations} times`);
  }
  if (status !== 'authorized') faults.push(`${orderId} is confirmed, its payment ${status}`);
  return faults;
};

const compensationFaults = ({ world, gateway }: Outcome, orderId: string): readonly string[] => {
  const held = gateway.held.get(orderId)?.status;
  const { status } = world.state<PaymentState>('payment/payment', orderId);
  const faults: string[] = [];
  if (held === 'authorized') faults.push(`${orderId} is cancelled, and its money still held`);
  if (!['cancelled', 'declined', 'voided'].includes(status)) {
    faults.push(`${orderId} is cancelled, its payment ${status}`);
  }
  return faults;
};

const stockFaults = (outcome: Outcome, number: number): readonly string[] => {
  const { onHand, reserved } = outcome.world.state<StockItemState>('inventory/stock-item', skuOf(number));
  const sold = outcome.scenario.orders
    .filter((_, order) => statusOf(outcome, orderIdOf(order)) === 'confirmed')
    .flatMap(({ lines }) => lines)
    .filter(({ sku }) => sku === number)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const faults: string[] = [];
  if (reserved !== sold) faults.push(`${reserved} units of ${skuOf(number)} are reserved, and ${sold} sold`);
  if (reserved > onHand) faults.push(`${reserved} units of ${skuOf(number)} are sold out of ${onHand}`);
  return faults;
};
