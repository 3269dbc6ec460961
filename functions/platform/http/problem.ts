/** What went wrong, for people and programs: RFC 9457 problem documents. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export interface Fault {
  /** Where, as a JSON pointer into the body, or the name of a header or path parameter. */
  readonly path: string;
  readonly detail: string;
}

export interface Problem {
  readonly status: number;
  /** A word in kebab case; the document's `type` is `urn:problem:<word>`. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** @default none */
  readonly errors?: readonly Fault[];
  /** Seconds after which trying again can help. @default it cannot */
  readonly retryAfter?: number;
}

/** Ends a request with a problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.status} ${problem.type}: ${problem.detail}`, options);
    this.problem = problem;
  }
}

export const problemResponse = (
  { retryAfter, type, ...rest }: Problem,
  correlationId: string,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: rest.status,
  headers: {
    'content-type': 'application/problem+json',
    'x-correlation-id': correlationId,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  },
  body: JSON.stringify({ type: `urn:problem:${type}`, ...rest, correlationId }),
});
