/** Returns' dependencies, from its environment. */
import { stockItemCommands } from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { paymentCommands } from '../../schemas/payment/payment.commands/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { aggregate } from '../platform/commit/aggregate.ts';
import { dynamodbClient } from '../platform/commit/dynamodb-client.ts';
import { connected } from '../platform/connected.ts';
import { environment } from '../platform/environment.ts';
import { projectionStore } from '../platform/projection/projection-store.ts';
import * as z from '../platform/zod.ts';
import { admitting } from './admissions/admitting.ts';
import { admissionStore } from './admissions/store.ts';
import { returnDecider } from './decider.ts';

const { TABLE_NAME } = environment({ TABLE_NAME: z.string().check(z.minLength(1)) }, process.env);
const dynamodb = dynamodbClient();

export const connections = connected(process.env);

export const returns = aggregate({
  name: 'returns/return',
  decider: returnDecider,
  publishes: returnContract,
  sends: [stockItemCommands, paymentCommands],
  creates: ['RequestReturn'],
  ...connections,
});

/** What is kept of orders. */
export const rows = projectionStore(dynamodb, TABLE_NAME);

export const admissions = admitting({
  store: admissionStore(dynamodb, TABLE_NAME),
  isRequested: async (returnId, orderId) => {
    const { state } = await returns.read(returnId);
    return state.status !== 'new' && state.request.orderId === orderId;
  },
});
