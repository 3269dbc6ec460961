/** A request's body, against the schema of its route. */
import type * as z from '../zod.ts';
import { type Fault, ProblemError } from './problem.ts';

/** @throws ProblemError 400 with every fault by its path, or 415 */
export const validated = <Body>(schema: z.ZodMiniType<Body>, text: string, contentType = ''): Body => {
  const takesNone = schema.safeParse(undefined);
  if (takesNone.success && text === '') return takesNone.data;
  if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType)) {
    const detail = `expected content-type application/json, got ${contentType || 'none'}`;
    throw new ProblemError({ status: 415, type: 'not-json', title: 'The body must be JSON', detail });
  }
  const result = schema.safeParse(parsed(text));
  if (!result.success) throw invalid(result.error.issues.flatMap(faultsOf));
  return result.data;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid([{ path: '', detail: cause instanceof Error ? cause.message : 'not JSON' }]);
  }
};

/** An unknown field is a fault at its own path, not at that of the object that holds it. */
const faultsOf = (issue: z.core.$ZodIssue): readonly Fault[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: pointerOf([...issue.path, key]), detail: 'there is no such field' }))
    : [{ path: pointerOf(issue.path), detail: issue.message }];

/** https://www.rfc-editor.org/rfc/rfc6901 */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The request's fault, at its places. */
export const invalid = (errors: readonly Fault[]): ProblemError => {
  const detail = errors.map(({ path, detail: what }) => `${path || 'body'}: ${what}`).join('; ');
  return new ProblemError({
    status: 400,
    type: 'invalid-request',
    title: 'The request is invalid',
    detail,
    errors,
  });
};
