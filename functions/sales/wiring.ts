/** Sales' dependencies, from its environment. */
import { dynamodbClient } from '../platform/commit/dynamodb-client.ts';
import { connected } from '../platform/connected.ts';
import { environment } from '../platform/environment.ts';
import { windowStore } from '../platform/window/store.ts';
import * as z from '../platform/zod.ts';
import { revenueIn } from './revenue.ts';

const { TABLE_NAME } = environment({ TABLE_NAME: z.string().check(z.minLength(1)) }, process.env);
const client = dynamodbClient();

export const connections = connected(process.env);

export const windows = windowStore(client, TABLE_NAME);

export const revenue = revenueIn(client, TABLE_NAME, 'sales.windows');
