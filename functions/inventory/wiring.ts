/** Inventory's dependencies, from its environment. */
import { reservation as reservationContract } from '../../schemas/inventory/reservation/contract.gen.ts';
import { stockItem as stockItemContract } from '../../schemas/inventory/stock-item/contract.gen.ts';
import { stockItemCommands } from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { aggregate } from '../platform/commit/aggregate.ts';
import { connected } from '../platform/connected.ts';
import { reservation } from './reservation/decider.ts';
import { stockItem } from './stock-item/decider.ts';

export const connections = connected(process.env);

export const reservations = aggregate({
  name: 'inventory/reservation',
  decider: reservation,
  publishes: reservationContract,
  sends: [stockItemCommands],
  creates: ['RequestReservation'],
  ...connections,
});

export const stockItems = aggregate({
  name: 'inventory/stock-item',
  decider: stockItem,
  publishes: stockItemContract,
  ...connections,
});
