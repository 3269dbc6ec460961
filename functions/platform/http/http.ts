/** The HTTP side of a context: its routes, with every failure turned into a problem document. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { CauseReused } from '../commit/commit.ts';
import type { Refusal } from '../commit/decider.ts';
import { CommitTooLarge } from '../commit/item-size.ts';
import { TransientFailure } from '../failure.ts';
import { logger } from '../observed.ts';
import { inRequestSpan } from '../tracing/request-span.ts';
import { edgeSecret } from '../wiring.ts';
import type * as z from '../zod.ts';
import { refuseUnlessByEdge } from './edge.ts';
import { type Problem, ProblemError, problemResponse } from './problem.ts';
import { correlationIdOf, type HttpEvent, type RouteRequest, requestOf } from './request.ts';

export interface RouteResponse {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  /** An object leaves as JSON; text as it is, under the content type that its headers give. */
  readonly body: object | string;
}

export type Route = (event: HttpEvent) => Promise<RouteResponse>;

/** A route whose body fits a schema; `z.undefined()` for one without a body. */
export const route =
  <Body>(body: z.ZodMiniType<Body>, handle: (request: RouteRequest<Body>) => Promise<RouteResponse>): Route =>
  (event) =>
    handle(requestOf(event, body));

/**
 * @param routes by API Gateway's route key, such as `GET /orders/{id}`
 * @param secret what the edge shows @default that of the function's environment
 */
export const httpApi =
  (routes: { readonly [routeKey: string]: Route }, secret = edgeSecret) =>
  (request: HttpEvent): Promise<APIGatewayProxyStructuredResultV2> =>
    inRequestSpan(request, async (event) => {
      const correlationId = correlationIdOf(event);
      try {
        refuseUnlessByEdge(event, secret);
        const { status, headers, body } = await (routes[event.routeKey] ?? notFound)(event);
        return {
          statusCode: status,
          headers: { 'content-type': 'application/json', 'x-correlation-id': correlationId, ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        };
      } catch (error) {
        const problem = problemOf(error);
        logger.warn(`${event.routeKey} ${problem.status}`, { correlationId, error: error as Error });
        return problemResponse(problem, correlationId);
      }
    });

const notFound: Route = async ({ routeKey }) => {
  throw new ProblemError({ status: 404, type: 'no-such-route', title: 'No such route', detail: routeKey });
};

/** A refusal is a conflict with the resource's state, unless the resource does not exist. */
export const refused = ({ refused: type, detail }: Refusal): ProblemError =>
  new ProblemError({
    status: type.startsWith('unknown-') ? 404 : 409,
    type,
    title: 'The request was refused',
    detail,
  });

const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof CommitTooLarge) {
    return { status: 413, type: 'commit-too-large', title: 'Too much at once', detail: error.message };
  }
  if (error instanceof CauseReused) {
    return {
      status: 422,
      type: 'idempotency-key-reused',
      title: 'The key was used before',
      detail: error.message,
    };
  }
  if (error instanceof TransientFailure) {
    const detail = 'send the same request again, with the same Idempotency-Key: it is done once';
    return { status: 503, type: 'try-again', title: 'Not possible right now', detail, retryAfter: 1 };
  }
  const detail = 'the fault is ours; it was logged under the correlation id';
  return { status: 500, type: 'internal', title: 'Something is broken', detail };
};
