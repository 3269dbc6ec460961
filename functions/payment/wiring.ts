/** Payment's dependencies, from its environment. */
import { payment as contract } from '../../schemas/payment/payment/contract.gen.ts';
import { aggregate } from '../platform/commit/aggregate.ts';
import { connected } from '../platform/connected.ts';
import { environment } from '../platform/environment.ts';
import * as z from '../platform/zod.ts';
import { payment } from './decider.ts';
import { httpGateway } from './http-gateway.ts';

const { GATEWAY_URL, GATEWAY_SECRET, SIDE_EFFECTS } = environment(
  {
    GATEWAY_URL: z.url(),
    GATEWAY_SECRET: z.string().check(z.minLength(16)),
    /** `off` where a replay is heard: the gateway is not asked again. */
    SIDE_EFFECTS: z._default(z.enum(['on', 'off']), 'on'),
  },
  process.env,
);

export const connections = connected(process.env);

export const payments = aggregate({
  name: 'payment/payment',
  decider: payment,
  publishes: contract,
  creates: ['RequestPayment'],
  ...connections,
});

export const gateway = httpGateway({ url: GATEWAY_URL });

/** Signs the answers that the gateway delivers to us. */
export const gatewaySecret = GATEWAY_SECRET;

export const sideEffects = SIDE_EFFECTS === 'on';
