/** Shipping's dependencies, from its environment. */
import { shipment as contract } from '../../schemas/shipping/shipment/contract.gen.ts';
import { aggregate } from '../platform/commit/aggregate.ts';
import { connected } from '../platform/connected.ts';
import { environment } from '../platform/environment.ts';
import * as z from '../platform/zod.ts';
import { shipment } from './decider.ts';

const { CARRIER_SECRET } = environment({ CARRIER_SECRET: z.string().check(z.minLength(16)) }, process.env);

export const connections = connected(process.env);

export const shipments = aggregate({
  name: 'shipping/shipment',
  decider: shipment,
  publishes: contract,
  creates: ['RequestShipment'],
  ...connections,
});

/** Signs what the carrier sends to us. */
export const carrierSecret = CARRIER_SECRET;
