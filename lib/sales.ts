/** The stack of sales. */
import type { Construct } from 'constructs';
import { routes } from '../functions/sales/routes.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { returnContract } from '../schemas/returns/return/contract.gen.ts';
import { BoundedContext, type BoundedContextProps } from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { EventConsumer } from './platform/context/event-consumer.ts';

export class Sales extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, []);
    new EventConsumer(this, 'Windows', {
      context: this,
      name: 'windows',
      entry: 'functions/sales/consume.ts',
      topics: [order, returnContract],
      // A transaction needs what its parts need.
      tableActions: [
        'dynamodb:BatchGetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ],
    });
    new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/sales/api.ts',
      routes,
      tableActions: ['dynamodb:Query'],
    });
  }
}
