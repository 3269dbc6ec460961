/** A variable of the environment that holds JSON. */
import * as z from 'zod';

export const jsonOf = <Value>(schema: z.ZodType<Value>) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch (error) {
        context.addIssue({ code: 'custom', message: `expected JSON: ${String(error)}` });
        return z.NEVER;
      }
    })
    .pipe(schema);
