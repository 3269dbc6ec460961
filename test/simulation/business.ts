/** The whole business as data: every decider, every policy, and who listens to what. */
import * as reservationDecider from '../../functions/inventory/reservation/decider.ts';
import * as reservationPolicy from '../../functions/inventory/reservation/policy.ts';
import * as stockItemDecider from '../../functions/inventory/stock-item/decider.ts';
import { taken } from '../../functions/inventory/stock-item/taken.ts';
import * as orderDecider from '../../functions/ordering/decider.ts';
import * as orderPolicy from '../../functions/ordering/policy.ts';
import * as paymentDecider from '../../functions/payment/decider.ts';
import { type Asked, heard as askedOfGateway } from '../../functions/payment/gateway.ts';
import { answered } from '../../functions/payment/gateway-answer.ts';
import * as paymentPolicy from '../../functions/payment/policy.ts';
import type { Decider, Message } from '../../functions/platform/commit/decider.ts';
import * as returnDecider from '../../functions/returns/decider.ts';
import * as returnPolicy from '../../functions/returns/policy.ts';
import * as shipmentDecider from '../../functions/shipping/decider.ts';
import * as shipmentPolicy from '../../functions/shipping/policy.ts';
import { reservation } from '../../schemas/inventory/reservation/contract.gen.ts';
import { stockItem } from '../../schemas/inventory/stock-item/contract.gen.ts';
import {
  type StockItemCommand,
  stockItemCommands,
} from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { paymentCommands } from '../../schemas/payment/payment.commands/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { shipment } from '../../schemas/shipping/shipment/contract.gen.ts';
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
  { name: 'shipping/shipment', decider: anyDecider(shipmentDecider.shipment), publishes: shipment },
  {
    name: 'returns/return',
    decider: anyDecider(returnDecider.returnDecider),
    publishes: returnContract,
    sends: [stockItemCommands, paymentCommands],
  },
];

interface Policy {
  readonly heard: readonly string[];
  readonly policy: (event: never, now: number) => Message;
}

const listens = (consumer: string, topics: readonly string[], part: string, by: Policy): Subscription => ({
  consumer,
  topics,
  heard: by.heard,
  handle: (event, now) => ({ part, command: by.policy(event as never, now) }),
});

const stockItemTakes: Policy = {
  heard: ['ReserveStock', 'ReleaseStock', 'DispatchStock', 'TakeBackStock'],
  policy: (command: StockItemCommand, now) => taken(command, now),
};

const paymentTakes: Policy = {
  heard: ['RefundPayment'],
  policy: ({ type, data }: Message, now) => ({ type, data: { ...data, at: now } }),
};

const gatewayIsAsked = (gateway: Gateway): Policy => ({
  heard: askedOfGateway,
  policy: (event: Asked, now) => asked(gateway, event, now),
});

export const subscriptions = (gateway: Gateway): readonly Subscription[] => [
  listens('ordering.saga', [reservation.topic, payment.topic, shipment.topic], 'ordering/order', orderPolicy),
  listens(
    'inventory.reservation',
    [order.topic, stockItem.topic],
    'inventory/reservation',
    reservationPolicy,
  ),
  listens('inventory.stock-item', [stockItemCommands.topic], 'inventory/stock-item', stockItemTakes),
  listens('payment.saga', [order.topic, reservation.topic], 'payment/payment', paymentPolicy),
  listens('payment.gateway', [payment.topic], 'payment/payment', gatewayIsAsked(gateway)),
  listens('payment.commands', [paymentCommands.topic], 'payment/payment', paymentTakes),
  listens('shipping.saga', [order.topic], 'shipping/shipment', shipmentPolicy),
  listens('returns.replies', [stockItem.topic, payment.topic], 'returns/return', returnPolicy),
];

const asked = (gateway: Gateway, { type, data }: Asked, now: number): Message => {
  const { paymentId } = data;
  switch (type) {
    case 'AuthorizationRequested':
      return answered(paymentId, gateway.authorize(data), now);
    case 'VoidRequested':
      gateway.void(paymentId);
      return { type: 'RecordVoid', data: { paymentId, at: now } };
    case 'CaptureRequested':
      gateway.capture(data);
      return { type: 'RecordCapture', data: { paymentId, at: now } };
    case 'RefundRequested':
      gateway.refund(data);
      return { type: 'RecordRefund', data: { paymentId, refundId: data.refundId, at: now } };
  }
};

export const rulesWith = (gateway: Gateway): Rules => ({
  parts,
  subscriptions: subscriptions(gateway),
  causeOf: (consumer, { source, id }) => `${consumer}:/${source}:${id}`,
  next: () => 0,
  atMostOnce: false,
});
