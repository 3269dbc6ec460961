/** An HTTP request as a route sees it: its caller, its cause, and a body that fits its schema. */
import { createHash, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Cause } from '../contract/cause.ts';
import type * as z from '../zod.ts';
import { ProblemError } from './problem.ts';
import { invalid, validated } from './request-body.ts';

export interface Caller {
  /** The user's name in the pool; of a machine, `client <its id>`, which is no user's since it has a space in it. */
  readonly name: string;
  readonly groups: readonly string[];
  /** What the token is good for, as it says it. @default nothing */
  readonly scopes?: readonly string[];
}

export interface RouteRequest<Body> {
  readonly parameters: { readonly [name: string]: string };
  /** What follows the `?`, as it came: a route checks what it takes from it. */
  readonly query: { readonly [name: string]: string | undefined };
  readonly body: Body;
  readonly caller: Caller;
  readonly cause: Cause;
  /** The `Idempotency-Key`, scoped to its caller, if one was sent. */
  readonly idempotencyKey: string | undefined;
  /** The body as it came, for signatures. */
  readonly text: string;
  readonly headers: { readonly [name: string]: string | undefined };
}

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

const bodyLimit = 256 * 1024;
const keyLimit = 255;

/** @throws ProblemError 400 with every fault by its path, 413 or 415 */
export const requestOf = <Body>(event: HttpEvent, body: z.ZodMiniType<Body>): RouteRequest<Body> => {
  const text = textOf(event);
  const caller = callerOf(event);
  const idempotencyKey = idempotencyKeyOf(event, caller);
  return {
    parameters: parametersOf(event),
    query: event.queryStringParameters ?? {},
    body: validated(body, text, event.headers['content-type']),
    caller,
    idempotencyKey,
    cause: causeOf(event, text, caller, idempotencyKey),
    text,
    headers: event.headers,
  };
};

export const correlationIdOf = ({ headers, requestContext }: HttpEvent): string => {
  const given = headers['x-correlation-id'];
  return given !== undefined && /^[\w.:-]{1,128}$/.test(given)
    ? given
    : (requestContext.requestId ?? randomUUID());
};

/** The body as it came. @throws ProblemError 413 */
export const textOf = ({ body, isBase64Encoded }: HttpEvent): string => {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length <= bodyLimit) return bytes.toString();
  const detail = `the body has ${bytes.length} bytes; at most ${bodyLimit} are taken`;
  throw new ProblemError({ status: 413, type: 'body-too-large', title: 'The body is too large', detail });
};

/** Ids and SKUs alike. Emulators send null where AWS sends nothing. */
const parametersOf = ({ pathParameters }: HttpEvent): { readonly [name: string]: string } => {
  const parameters = Object.entries(pathParameters ?? {}).map(([name, value = '']) => [name, value] as const);
  const faults = parameters.filter(([, value]) => !/^[A-Za-z0-9][\w.-]{0,63}$/.test(value));
  if (faults.length === 0) return Object.fromEntries(parameters);
  throw invalid(
    faults.map(([path]) => ({
      path,
      detail: 'expected 1 to 64 letters, digits, dots, dashes or underscores',
    })),
  );
};

/** An HTTP API hands list claims over as text, `[a b]`. */
const callerOf = ({ requestContext }: HttpEvent): Caller => {
  const claims: { readonly [name: string]: unknown } = requestContext.authorizer?.jwt?.claims ?? {};
  const groups = claims['cognito:groups'];
  const user = claims.username ?? claims['cognito:username'];
  const machine = claims.client_id === undefined ? '' : `client ${claims.client_id}`;
  return {
    name: String(user ?? machine),
    groups: Array.isArray(groups) ? groups.map(String) : (String(groups ?? '').match(/[^\s[\],"]+/g) ?? []),
    scopes: String(claims.scope ?? '').match(/\S+/g) ?? [],
  };
};

const idempotencyKeyOf = ({ headers }: HttpEvent, { name }: Caller): string | undefined => {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > keyLimit) {
    const detail = `expected 1 to ${keyLimit} visible ASCII characters`;
    throw invalid([{ path: 'Idempotency-Key', detail }]);
  }
  // A key has no space in it, so that no other caller's name and key run together to the same text.
  return `${key} ${name}`;
};

const causeOf = (
  event: HttpEvent,
  text: string,
  { name: by }: Caller,
  idempotencyKey: string | undefined,
): Cause => {
  const { routeKey, rawPath, headers } = event;
  const digest = createHash('sha256').update(`${routeKey}\n${rawPath}\n${text}`).digest('base64url');
  return {
    id: `http:${routeKey}:${idempotencyKey ?? randomUUID()}`,
    by,
    correlationId: correlationIdOf(event),
    traceparent: headers.traceparent,
    fingerprint: idempotencyKey === undefined ? undefined : digest,
  };
};
