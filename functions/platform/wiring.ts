/** What every function that answers requests has from its environment. */
import * as z from 'zod';
import { environment } from './environment.ts';

const { EDGE_SECRET } = environment({ EDGE_SECRET: z.string().min(32).optional() }, process.env);

/** None where there is no edge. */
export const edgeSecret = EDGE_SECRET;
