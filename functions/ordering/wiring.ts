/** Ordering's dependencies, from its environment. */
import { type OrderEvent, order as orderContract } from '../../schemas/ordering/order/contract.gen.ts';
import { price as priceContract } from '../../schemas/ordering/price/contract.gen.ts';
import { aggregate } from '../platform/commit/aggregate.ts';
import { dynamodbClient } from '../platform/commit/dynamodb-client.ts';
import { journalOf } from '../platform/commit/journal.ts';
import { connected } from '../platform/connected.ts';
import type { Origin } from '../platform/contract/reader.ts';
import { environment } from '../platform/environment.ts';
import { publishFigures } from '../platform/figures.ts';
import { projectionStore, type RowChange } from '../platform/projection/projection-store.ts';
import * as z from '../platform/zod.ts';
import { type Customer, customerKey } from './customer/projection.ts';
import { order } from './decider.ts';
import { figuresOf } from './figures.ts';
import { price } from './price/decider.ts';

const { TABLE_NAME: table } = environment({ TABLE_NAME: z.string().check(z.minLength(1)) }, process.env);
const client = dynamodbClient();

export const connections = connected(process.env);

export const orders = aggregate({
  name: 'ordering/order',
  decider: order,
  publishes: orderContract,
  creates: ['PlaceOrder'],
  committed: (events, before) => {
    for (const figures of figuresOf(events, before)) publishFigures(figures);
  },
  ...connections,
});

export const orderJournal = journalOf<OrderEvent>({ client, table, name: 'ordering/order' });

export const prices = aggregate({
  name: 'ordering/price',
  decider: price,
  publishes: priceContract,
  ...connections,
});

const rows = projectionStore(client, table);

/** Our replica of the CRM's counterparties. */
export const customers = {
  take: (change: RowChange, origin: Origin) => rows.take(change, origin),
  read: (id: string) => rows.read<Customer>(customerKey(id)),
};
