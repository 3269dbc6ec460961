/** The span of an HTTP request, where traces begin. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { correlationIdOf, type HttpEvent } from '../http/request.ts';
import { traceRatio } from '../wiring.ts';
import { isKept } from './sampling.ts';
import type { SpanProps } from './span.ts';
import { inKeptSpan } from './spans.ts';
import { newTraceId, traceContextIn, traceparentOf } from './trace-context.ts';

type Answer = APIGatewayProxyStructuredResultV2;

/**
 * A caller says which trace its request belongs to, and not whether we keep it, which we pay for. What the request sets in
 * motion goes on below its span.
 *
 * @param ratio of the traces that are kept @default that of the function's environment
 */
export const inRequestSpan = (
  event: HttpEvent,
  answer: (event: HttpEvent) => Promise<Answer>,
  ratio = traceRatio,
): Promise<Answer> => {
  const given = traceContextIn(event.headers.traceparent);
  const trace = given ?? { traceId: newTraceId() };
  if (!isKept(trace.traceId, ratio)) {
    return answer(under(event, given && traceparentOf({ ...given, sampled: false })));
  }
  return inKeptSpan(trace, propsOf(event), async (span) => {
    const answered = await answer(under(event, span.traceparent));
    const { statusCode = 200 } = answered;
    span.note({ 'http.response.status_code': statusCode });
    if (statusCode >= 500) span.fail(`answered ${statusCode}`);
    return answered;
  });
};

const under = (event: HttpEvent, traceparent: string | undefined): HttpEvent => {
  const { traceparent: _, ...headers } = event.headers;
  return { ...event, headers: traceparent === undefined ? headers : { ...headers, traceparent } };
};

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span */
const propsOf = (event: HttpEvent): SpanProps => {
  const { routeKey, rawPath } = event;
  const [method, route] = routeKey.split(' ');
  return {
    name: routeKey,
    kind: 'server',
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'url.path': rawPath,
      'tributary.correlation_id': correlationIdOf(event),
    },
  };
};
