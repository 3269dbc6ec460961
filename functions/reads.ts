/** Who reads which fields of whose messages, gathered from the policies. */

import type { Contract } from '../schemas/contract.ts';
import { counterparty } from '../schemas/crm/counterparty/contract.gen.ts';
import { reservation } from '../schemas/inventory/reservation/contract.gen.ts';
import { stockItem } from '../schemas/inventory/stock-item/contract.gen.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { payment } from '../schemas/payment/payment/contract.gen.ts';
import type { Consumers, Reads } from '../schemas/reads.ts';
import { returnContract } from '../schemas/returns/return/contract.gen.ts';
import { shipment } from '../schemas/shipping/shipment/contract.gen.ts';
import { reads as readByReservations } from './inventory/reservation/policy.ts';
import { reads as readByNotification } from './notification/policy.ts';
import { reads as readByCustomers } from './ordering/customer/policy.ts';
import { reads as readByOrders } from './ordering/policy.ts';
import { reads as readByTheGateway } from './payment/gateway.ts';
import { reads as readByPayments } from './payment/policy.ts';
import { reads as readByAdmissions } from './returns/admissions/policy.ts';
import { reads as readOfOrders } from './returns/orders/projection.ts';
import { reads as readByReturns } from './returns/policy.ts';
import { reads as readBySales } from './sales/policy.ts';
import { reads as readByShipments } from './shipping/policy.ts';
import { reads as readByTimeline } from './tracking/v1/projection.ts';

/** By the full names of the messages. A type that no contract has any more keeps its own name, and is found missing. */
const fullNamed = (contracts: readonly Contract[], reads: Reads): Reads =>
  Object.fromEntries(
    Object.entries(reads).map(([type, paths]) => {
      const contract = contracts.find(({ messages }) => Object.hasOwn(messages, type));
      return [contract?.messages[type]?.fullName ?? type, paths];
    }),
  );

export const consumers: Consumers = {
  'inventory.reservation': fullNamed([order, stockItem], readByReservations),
  'notification.mail': fullNamed([order, shipment, counterparty], readByNotification),
  'ordering.customers': fullNamed([counterparty], readByCustomers),
  'ordering.saga': fullNamed([reservation, payment, shipment], readByOrders),
  'payment.gateway': fullNamed([payment], readByTheGateway),
  'payment.saga': fullNamed([order, reservation], readByPayments),
  'returns.admissions': fullNamed([returnContract], readByAdmissions),
  'returns.orders': fullNamed([order], readOfOrders),
  'returns.replies': fullNamed([stockItem, payment], readByReturns),
  'sales.windows': fullNamed([order, returnContract], readBySales),
  'shipping.saga': fullNamed([order], readByShipments),
  'tracking.timeline-v1': fullNamed([order, reservation, payment, shipment, returnContract], readByTimeline),
};
