/** What functions of every context have from their environment. */
import * as z from 'zod';
import { environment } from './environment.ts';

const names = environment(
  {
    EDGE_SECRET: z.string().min(32).optional(),
    /** Only for functions that answer requests: what part of the traces that begin there is kept. */
    TRACE_RATIO: z.coerce.number().min(0).max(1).default(0),
    POWERTOOLS_SERVICE_NAME: z.string().default('tributary'),
    AWS_LAMBDA_FUNCTION_NAME: z.string().optional(),
    /** `off` where a replay is heard. */
    SIDE_EFFECTS: z.enum(['on', 'off']).default('on'),
  },
  process.env,
);

/** None where there is no edge. */
export const edgeSecret = names.EDGE_SECRET;

export const traceRatio = names.TRACE_RATIO;

/** Who says what is in a span. */
export const resource = {
  'service.name': names.POWERTOOLS_SERVICE_NAME,
  'service.namespace': 'tributary',
  'faas.name': names.AWS_LAMBDA_FUNCTION_NAME,
  'tributary.replay': names.SIDE_EFFECTS === 'off' || undefined,
};
