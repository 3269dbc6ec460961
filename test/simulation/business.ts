/** The whole business as data: every decider, every policy, and who listens to what. */
import * as reservationDecider from '../../functions/inventory/reservation/decider.ts';
import * as reservationPolicy from '../../functions/inventory/reservation/policy.ts';
import * as stockItemDecider from '../../functions/inventory/stock-item/decider.ts';
import { taken } from '../../functions/inventory/stock-item/taken.ts';
import * as orderDecider from '../../functions/ordering/decider.ts';
import * as orderPolicy from '../../functions/ordering/policy.ts';
import * as paymentDecider from '../../functions/payment/decider.ts';
import { answered } from '../../functions/payment/gateway-answer.ts';
import * as paymentPolicy from '../../functions/payment/policy.ts';
import type { Decider, Message } from '../../functions/platform/decider.ts';
import { reservation } from '../../schemas/inventory/reservation/contract.gen.ts';
import { stockItem } from '../../schemas/inventory/stock-item/contract.gen.ts';
import {
  type StockItemCommand,
  stockItemCommands,
} from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { type PaymentEvent, payment } from '../../schemas/payment/payment/contract.gen.ts';
import type { Gateway } from './gateway.ts';
import type { Part, Rules, Subscription } from './rules.ts';

/** A decider of its own messages, as the world has them: any. */
const anyDecider = (decider: object): Part['decider'] => decider as Decider<Message, unknown, Message>;

export const parts: readonly Part[] = [
  { name: 'ordering/order', decider: anyDecider(orderDecider.order), publishes: order },
  {
    name: 'inventory/reservation',
    decider: anyDecider(reservationDecider.reservation),
    publishes: reservation,
    sends: [stockItemCommands],
  },
  { name: 'inventory/stock-item', decider: anyDecider(stockItemDecider.stockItem), publishes: stockItem },
  { name: 'payment/payment', decider: anyDecider(paymentDecider.payment), publishes: payment },
];

interface Policy {
  readonly heard: readonly string[];
  readonly policy: (event: never) => Message;
}

const listens = (consumer: string, topics: readonly string[], part: string, by: Policy): Subscription => ({
  consumer,
  topics,
  heard: by.heard,
  handle: (event) => ({ part, command: by.policy(event as never) }),
});

export const subscriptions = (gateway: Gateway): readonly Subscription[] => [
  listens('ordering.saga', [reservation.topic, payment.topic], 'ordering/order', orderPolicy),
  listens(
    'inventory.reservation',
    [order.topic, stockItem.topic],
    'inventory/reservation',
    reservationPolicy,
  ),
  listens('payment.saga', [order.topic, reservation.topic], 'payment/payment', paymentPolicy),
  {
    consumer: 'inventory.stock-item',
    topics: [stockItemCommands.topic],
    heard: ['ReserveStock', 'ReleaseStock'],
    handle: (event, now) => ({
      part: 'inventory/stock-item',
      command: taken(event as StockItemCommand, now),
    }),
  },
  {
    consumer: 'payment.gateway',
    topics: [payment.topic],
    heard: ['AuthorizationRequested', 'VoidRequested'],
    handle: (event, now) => ({
      part: 'payment/payment',
      command: asked(gateway, event as PaymentEvent, now),
    }),
  },
];

const asked = (gateway: Gateway, { type, data }: PaymentEvent, now: number): Message => {
  const { paymentId } = data;
  if (type === 'AuthorizationRequested') return answered(paymentId, gateway.authorize(data), now);
  gateway.void(paymentId);
  return { type: 'RecordVoid', data: { paymentId, at: now } };
};

export const rulesWith = (gateway: Gateway): Rules => ({
  parts,
  subscriptions: subscriptions(gateway),
  causeOf: (consumer, { source, id }) => `${consumer}:/${source}:${id}`,
  next: () => 0,
  atMostOnce: false,
});
