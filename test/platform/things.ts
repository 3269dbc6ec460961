/** A small HTTP API of the tests' own. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { httpApi, route } from '../../functions/platform/http/http.ts';
import type { HttpEvent, RouteRequest } from '../../functions/platform/http/request.ts';
import * as z from '../../functions/platform/zod.ts';

const body = z.strictObject({
  name: z.string().check(z.minLength(2)),
  tags: z.optional(z.array(z.string()).check(z.maxLength(2))),
});
type Body = z.infer<typeof body>;

/** As API Gateway's HTTP API hands it over, behind its JWT authorizer. */
export const eventOf = (text: string | undefined, extra: object = {}, headers: object = {}): HttpEvent =>
  ({
    routeKey: 'POST /things/{id}',
    rawPath: '/things/1',
    headers: { 'content-type': 'application/json', ...headers },
    pathParameters: { id: '1' },
    requestContext: {
      requestId: 'r-1',
      authorizer: { jwt: { claims: { username: 'ada', 'cognito:groups': '[operators staff]' } } },
    },
    body: text,
    isBase64Encoded: false,
    ...extra,
  }) as unknown as HttpEvent;

/** What a route answers whose handler does this. */
export const answerTo = async (
  event: HttpEvent,
  handle: (request: RouteRequest<Body>) => Promise<unknown> = async () => ({}),
) => {
  const api = httpApi({
    'POST /things/{id}': route(body, async (request) => {
      await handle(request);
      return { status: 200, body: {} };
    }),
  });
  const { statusCode, headers, body: text } = (await api(event)) as APIGatewayProxyStructuredResultV2;
  return { status: statusCode, headers: headers ?? {}, problem: JSON.parse(text ?? '{}') };
};

/** What reaches a route's handler. */
export const seenBy = async (event: HttpEvent): Promise<RouteRequest<Body>> => {
  let seen: RouteRequest<Body> | undefined;
  const { problem } = await answerTo(event, async (request) => {
    seen = request;
  });
  if (seen === undefined) throw new Error(JSON.stringify(problem));
  return seen;
};

export const good = JSON.stringify({ name: 'kettle' });
