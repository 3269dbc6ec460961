/** The stack of returns. */
import type { Construct } from 'constructs';
import { routes } from '../functions/returns/routes.ts';
import { stockItem } from '../schemas/inventory/stock-item/contract.gen.ts';
import { stockItemCommands } from '../schemas/inventory/stock-item.commands/contract.gen.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { payment } from '../schemas/payment/payment/contract.gen.ts';
import { paymentCommands } from '../schemas/payment/payment.commands/contract.gen.ts';
import { returnContract } from '../schemas/returns/return/contract.gen.ts';
import { BoundedContext, type BoundedContextProps } from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { Deadlines } from './platform/context/deadlines.ts';
import { EventConsumer } from './platform/context/event-consumer.ts';

export class Returns extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, [returnContract], [stockItemCommands, paymentCommands]);
    new EventConsumer(this, 'Replies', {
      context: this,
      name: 'replies',
      entry: 'functions/returns/consume.ts',
      topics: [stockItem, payment],
    });
    new EventConsumer(this, 'Orders', {
      context: this,
      name: 'orders',
      entry: 'functions/returns/orders/consume.ts',
      topics: [order],
      tableActions: ['dynamodb:UpdateItem'],
    });
    new EventConsumer(this, 'Admissions', {
      context: this,
      name: 'admissions',
      entry: 'functions/returns/admissions/consume.ts',
      topics: [returnContract],
    });
    new Deadlines(this, 'Deadlines', { context: this, entry: 'functions/returns/deadlines.ts' });
    new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/returns/api.ts',
      routes,
    });
  }
}
