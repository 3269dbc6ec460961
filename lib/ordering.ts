/** The stack of ordering. */
import type { Construct } from 'constructs';
import { routes } from '../functions/ordering/routes.ts';
import { counterparty } from '../schemas/crm/counterparty/contract.gen.ts';
import { reservation } from '../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { price } from '../schemas/ordering/price/contract.gen.ts';
import { payment } from '../schemas/payment/payment/contract.gen.ts';
import { shipment } from '../schemas/shipping/shipment/contract.gen.ts';
import {
  BoundedContext,
  type BoundedContextProps,
  commitActions,
} from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { Deadlines } from './platform/context/deadlines.ts';
import { EventConsumer } from './platform/context/event-consumer.ts';

export class Ordering extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, [order, price]);
    new EventConsumer(this, 'Saga', {
      context: this,
      name: 'saga',
      entry: 'functions/ordering/consume.ts',
      topics: [reservation, payment, shipment],
    });
    new EventConsumer(this, 'Customers', {
      context: this,
      name: 'customers',
      entry: 'functions/ordering/customer/consume.ts',
      topics: [counterparty],
      tableActions: ['dynamodb:UpdateItem'],
    });
    new Deadlines(this, 'Deadlines', { context: this, entry: 'functions/ordering/deadlines.ts' });
    new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/ordering/api.ts',
      routes,
      // The journal is asked for by its aggregate.
      tableActions: [...commitActions, 'dynamodb:Query'],
    });
  }
}
