/** Ordering's dependencies, from its environment. */
import { order as contract } from '../../schemas/ordering/order/contract.gen.ts';
import { aggregate } from '../platform/aggregate.ts';
import { connected } from '../platform/connected.ts';
import { order } from './decider.ts';

export const connections = connected(process.env);

export const orders = aggregate({
  name: 'ordering/order',
  decider: order,
  publishes: contract,
  creates: ['PlaceOrder'],
  ...connections,
});
