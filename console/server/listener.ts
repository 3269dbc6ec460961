/** Answers the page's requests: who may come in, then a file of the page, or a route of the API. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import * as z from 'zod';
import { UsageError } from '../../ops/command.ts';
import { type House, refusalOf } from './admission.ts';
import { bodyOf } from './body.ts';
import type { PageFile } from './page-files.ts';
import { type Call, type Found, findRoute, Problem, type Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';

export interface ListenerProps extends House {
  readonly routes: readonly Route[];
  /** Whether routes that change something are open. */
  readonly mayChange: boolean;
  /** The page itself. @returns undefined when there is no such file */
  readonly file: (path: string) => PageFile | undefined;
}

export const listener =
  (props: ListenerProps): RequestListener =>
  (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const { method = '', headers } = request;
    const { path, query } = targetOf(request.url ?? '/');
    const refusal = refusalOf({ method, path, headers }, props);
    if (refusal !== undefined) problem(response, refusal.status, refusal.detail);
    else if (!path.startsWith('/api/')) sendFile(response, props.file(path));
    else respond(props, request, response, path, query).catch((error: unknown) => failed(response, error));
  };

/** Whatever somebody sent: `//` is a target, too, though no URL can be made of it. */
const targetOf = (target: string): { readonly path: string; readonly query: URLSearchParams } => {
  const end = target.indexOf('?');
  return end === -1
    ? { path: target, query: new URLSearchParams() }
    : { path: target.slice(0, end), query: new URLSearchParams(target.slice(end)) };
};

const respond = async (
  { routes, mayChange }: ListenerProps,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<void> => {
  const found = findRoute(routes, request.method ?? '', path);
  if (found === undefined) throw new Problem(404, `there is no ${path}`);
  if (found === 'method') throw new Problem(405, `${path} does not take ${request.method}`);
  const { route } = found;
  if (route.changes && !mayChange) throw new Problem(403, onlyLooking);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const call = callOf(found, query, await bodyOf(request), gone.signal);
  if (route.stream !== undefined) route.stream(call, response);
  else json(response, 200, await route.answer?.(call));
};

const onlyLooking =
  'this console only looks; to change something, start it with `npm run console -- --env <name> --allow-changes`';

const callOf = ({ parts }: Found, query: URLSearchParams, body: unknown, signal: AbortSignal): Call => ({
  part: (name) => parts.get(name) ?? '',
  query,
  body,
  signal,
});

const sendFile = (response: ServerResponse, file: PageFile | undefined): void => {
  if (file === undefined) problem(response, 404, 'there is no such page');
  else response.writeHead(200, file.headers).end(file.bytes);
};

const json = (response: ServerResponse, status: number, content: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(content ?? null));
};

/** https://www.rfc-editor.org/rfc/rfc9457 */
const problem = (response: ServerResponse, status: number, detail: string): void => {
  response
    .writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
    .end(JSON.stringify({ type: 'about:blank', status, detail }));
};

const failed = (response: ServerResponse, error: unknown): void => {
  // What was begun cannot be taken back.
  if (response.headersSent) response.destroy();
  else problem(response, statusOf(error), detailOf(error));
};

const statusOf = (error: unknown): number => {
  if (error instanceof Problem) return error.status;
  return error instanceof UsageError || error instanceof z.ZodError ? 400 : 502;
};

const detailOf = (error: unknown): string => {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
};
