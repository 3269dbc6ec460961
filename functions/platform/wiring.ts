/** What functions of every context have from their environment. */
import { environment } from './environment.ts';
import * as z from './zod.ts';

const names = environment(
  {
    EDGE_SECRET: z.optional(z.string().check(z.minLength(32))),
    /** Only for functions that answer requests: what part of the traces that begin there is kept. */
    TRACE_RATIO: z._default(z.coerce.number().check(z.minimum(0), z.maximum(1)), 0),
    POWERTOOLS_SERVICE_NAME: z._default(z.string(), 'tributary'),
    AWS_LAMBDA_FUNCTION_NAME: z.optional(z.string()),
    /** `off` where a replay is heard. */
    SIDE_EFFECTS: z._default(z.enum(['on', 'off']), 'on'),
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
