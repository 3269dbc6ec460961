/** What the templates configure functions with. */
import * as z from 'zod';
import { resourcesOf, type Template } from './templates.ts';

const configured = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });

/** The value of a variable, which is the same wherever it is set. @throws Error when it is set nowhere */
export const variableIn = (templates: readonly Template[], name: string): string => {
  const values = templates
    .flatMap((template) => resourcesOf(template, 'AWS::Lambda::Function'))
    .map(({ Properties }) => configured.safeParse(Properties).data?.Environment.Variables[name])
    .filter((value) => typeof value === 'string');
  if (values[0] === undefined) throw new Error(`no function in the templates has the variable ${name}`);
  return values[0];
};
