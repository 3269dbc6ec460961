/** Reads what a function was configured with, once, and fails loudly by name. */
import * as z from './zod.ts';

/** @throws Error naming each variable that is missing or wrong */
export const environment = <Shape extends z.core.$ZodShape>(
  shape: Shape,
  variables: NodeJS.ProcessEnv,
): z.infer<z.ZodMiniObject<Shape>> => {
  const result = z.object(shape).safeParse(variables);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the function's environment is wrong; ${faults.join('; ')}`);
};
