/** The OpenAPI 3.1 document of a context's HTTP API: https://spec.openapis.org/oas/v3.1.0 */
import * as z from 'zod/mini';
import type { RouteDescription, RouteProblem } from '../../functions/platform/http/route-description.ts';
import { named } from '../../functions/platform/http/scopes.ts';
import type { Context } from './catalog.ts';
import { behindGateway, components, headers, problemsOfAll, retryAfter } from './openapi-parts.ts';

/** @param version of the system, from package.json */
export const openApi = ({ name, purpose, routes }: Context, version: string): object => ({
  openapi: '3.1.0',
  info: { title: `Tributary: ${name}`, version, description: purpose },
  servers: [{ url: `/${name}`, description: 'Under the front door, which serves every context.' }],
  paths: pathsOf(routes),
  components,
});

const pathsOf = (routes: readonly RouteDescription[]): object => {
  const paths = [...new Set(routes.map((route) => partsOf(route).path))];
  return Object.fromEntries(
    paths.map((path) => {
      const here = routes.filter((route) => partsOf(route).path === path);
      return [path, Object.fromEntries(here.map((route) => [partsOf(route).method, operationOf(route)]))];
    }),
  );
};

const partsOf = ({ key }: RouteDescription) => {
  const [method = '', path = ''] = key.split(' ');
  return { method: method.toLowerCase(), path };
};

const operationOf = (route: RouteDescription): object => ({
  operationId: operationIdOf(route),
  summary: route.summary,
  // Any of them will do; OpenAPI 3.1 names by them what a bearer's token must be good for.
  security: route.scopes.map((scope) => ({ token: [named(scope)] })),
  parameters: parametersOf(route),
  ...requestBodyOf(route.body),
  responses: {
    ...answerOf(route),
    ...(route.signature === undefined ? behindGateway(problemResponses(route)) : problemResponses(route)),
  },
});

/** `Place an order` is `placeAnOrder`. */
const operationIdOf = ({ summary }: RouteDescription): string =>
  summary
    .toLowerCase()
    .replace(/[^a-z0-9]+(\w)/g, (_all, letter: string) => letter.toUpperCase())
    .replace(/\W/g, '');

const parametersOf = (route: RouteDescription): readonly object[] => {
  const { method, path } = partsOf(route);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9][\\w.-]{0,63}$' },
  }));
  const inQuery = Object.entries(route.query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  }));
  const { signature } = route;
  const signed = signature && {
    name: signature.header,
    in: 'header',
    required: true,
    description: signature.description,
    schema: { type: 'string' },
  };
  // What is signed is told apart by its content, not by a key.
  const key =
    method === 'get' || signature !== undefined ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }];
  return [
    ...inPath,
    ...inQuery,
    ...(signed === undefined ? [] : [signed]),
    ...key,
    { $ref: '#/components/parameters/CorrelationId' },
  ];
};

export const takesNothing = (body: z.ZodMiniType): boolean => body instanceof z.ZodMiniUndefined;

const requestBodyOf = (body: z.ZodMiniType): object =>
  takesNothing(body)
    ? {}
    : {
        requestBody: {
          required: !body.safeParse(undefined).success,
          content: { 'application/json': { schema: jsonSchemaOf(body, 'input') } },
        },
      };

const answerOf = ({
  answer: { status, description, body, contentType = 'application/json', headers: own = {} },
}: RouteDescription): object => ({
  [status]: {
    description,
    headers: { ...headers, ...described(own) },
    content: { [contentType]: { schema: jsonSchemaOf(body, 'output') } },
  },
});

const described = (own: { readonly [name: string]: string }): object =>
  Object.fromEntries(
    Object.entries(own).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );

export const jsonSchemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): object => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};

interface Answer {
  readonly description: string;
  readonly headers: object;
  readonly content: object;
}

/** The problems of a route and those of all routes, one answer for each status. */
const problemResponses = ({ problems, body }: RouteDescription): { readonly [status: string]: Answer } => {
  const all = [...problems, ...problemsOfAll(!takesNothing(body))];
  const statuses = [...new Set(all.map(({ status }) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [status, problemOf(all.filter((each) => each.status === status))]),
  );
};

const problemOf = (problems: readonly RouteProblem[]): Answer => ({
  description: problems.map(({ type, when }) => `\`urn:problem:${type}\`: ${when}.`).join(' '),
  headers: problems.some(({ status }) => status === 503) ? { ...headers, ...retryAfter } : headers,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
