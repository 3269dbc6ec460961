/** A variable of the environment that holds JSON. */
import * as z from '../platform/zod.ts';

export const jsonOf = <Value>(schema: z.ZodMiniType<Value>) => z.pipe(z.pipe(z.string(), parsed), schema);

const parsed = z.transform((text: string, { issues }) => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    issues.push({ code: 'custom', message: `expected JSON: ${String(error)}`, input: text });
    return z.NEVER;
  }
});
