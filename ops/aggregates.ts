/** Every aggregate of every context: its rules and its contract, by `<context>/<aggregate>`. */
import { counterparty } from '../functions/crm/decider.ts';
import { reservation } from '../functions/inventory/reservation/decider.ts';
import { stockItem } from '../functions/inventory/stock-item/decider.ts';
import { order } from '../functions/ordering/decider.ts';
import { price } from '../functions/ordering/price/decider.ts';
import { payment } from '../functions/payment/decider.ts';
import { returnDecider } from '../functions/returns/decider.ts';
import { shipment } from '../functions/shipping/decider.ts';
import type { Contract } from '../schemas/contract.ts';
import { counterparty as counterpartyContract } from '../schemas/crm/counterparty/contract.gen.ts';
import { reservation as reservationContract } from '../schemas/inventory/reservation/contract.gen.ts';
import { stockItem as stockItemContract } from '../schemas/inventory/stock-item/contract.gen.ts';
import { stockItemCommands } from '../schemas/inventory/stock-item.commands/contract.gen.ts';
import { order as orderContract } from '../schemas/ordering/order/contract.gen.ts';
import { price as priceContract } from '../schemas/ordering/price/contract.gen.ts';
import { payment as paymentContract } from '../schemas/payment/payment/contract.gen.ts';
import { paymentCommands } from '../schemas/payment/payment.commands/contract.gen.ts';
import { returnContract } from '../schemas/returns/return/contract.gen.ts';
import { shipment as shipmentContract } from '../schemas/shipping/shipment/contract.gen.ts';
import { type Journaled, journaled } from './journal/journaled.ts';

export const aggregates: readonly Journaled[] = [
  journaled({ name: 'crm/counterparty', decider: counterparty, publishes: counterpartyContract }),
  journaled({ name: 'ordering/order', decider: order, publishes: orderContract }),
  journaled({ name: 'ordering/price', decider: price, publishes: priceContract }),
  journaled({ name: 'inventory/stock-item', decider: stockItem, publishes: stockItemContract }),
  journaled({
    name: 'inventory/reservation',
    decider: reservation,
    publishes: reservationContract,
    sends: [stockItemCommands],
  }),
  journaled({ name: 'payment/payment', decider: payment, publishes: paymentContract }),
  journaled({ name: 'shipping/shipment', decider: shipment, publishes: shipmentContract }),
  journaled({
    name: 'returns/return',
    decider: returnDecider,
    publishes: returnContract,
    sends: [stockItemCommands, paymentCommands],
  }),
];

/** Every topic that a context writes to. */
export const contracts: readonly Contract[] = [
  ...new Set(aggregates.flatMap(({ publishes, sends }) => [publishes, ...sends])),
];
