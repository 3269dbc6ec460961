/** The stack of inventory. */
import type { Construct } from 'constructs';
import { routes } from '../functions/inventory/routes.ts';
import { reservation } from '../schemas/inventory/reservation/contract.gen.ts';
import { stockItem } from '../schemas/inventory/stock-item/contract.gen.ts';
import { stockItemCommands } from '../schemas/inventory/stock-item.commands/contract.gen.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { BoundedContext, type BoundedContextProps } from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { Deadlines } from './platform/context/deadlines.ts';
import { EventConsumer } from './platform/context/event-consumer.ts';

export class Inventory extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, [reservation, stockItem, stockItemCommands]);
    new EventConsumer(this, 'Reservations', {
      context: this,
      name: 'reservation',
      entry: 'functions/inventory/reservation/consume.ts',
      topics: [order, stockItem],
    });
    new EventConsumer(this, 'StockItems', {
      context: this,
      name: 'stock-item',
      entry: 'functions/inventory/stock-item/consume.ts',
      topics: [stockItemCommands],
    });
    new Deadlines(this, 'Deadlines', { context: this, entry: 'functions/inventory/deadlines.ts' });
    new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/inventory/api.ts',
      routes,
    });
  }
}
