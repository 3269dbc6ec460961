/** What every HTTP API has alike: headers, security, problem documents. */
import type { RouteProblem } from '../../functions/platform/http/route-description.ts';
import { resourceServer, scopes } from '../../functions/platform/http/scopes.ts';

export const headers = { 'x-correlation-id': { $ref: '#/components/headers/CorrelationId' } };

export const retryAfter = {
  'retry-after': { description: 'Seconds to wait.', schema: { type: 'integer' } },
};

/** API Gateway itself says these, in its own words. */
const ofGateway = {
  'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
};
const withoutScope = 'The token is not good for this: it has none of the scopes.';

interface Answers {
  readonly [status: string]: { readonly description: string; readonly content: object };
}

/** With what API Gateway answers before a function is asked; each may say 403. */
export const behindGateway = (own: Answers): Answers => ({
  401: { description: 'There is no valid token.', content: ofGateway },
  ...own,
  403: {
    ...own[403],
    description: [withoutScope, own[403]?.description ?? ''].join(' ').trim(),
    content: { ...ofGateway, ...own[403]?.content },
  },
});

/** Those of `functions/platform/http/http.ts` and `request.ts`. */
export const problemsOfAll = (takesBody: boolean): readonly RouteProblem[] => [
  { status: 400, type: 'invalid-request', when: 'body, path or header are not as described here' },
  { status: 413, type: 'body-too-large', when: 'the body has more than 256 KiB' },
  ...(takesBody ? ofBodies : []),
  { status: 500, type: 'internal', when: 'something is broken, and was logged under the correlation id' },
  { status: 503, type: 'try-again', when: 'not possible right now; the same request may be sent again' },
];

const ofBodies = [
  { status: 413, type: 'commit-too-large', when: 'what would be stored is too much at once' },
  { status: 415, type: 'not-json', when: 'the content type is not JSON' },
  { status: 422, type: 'idempotency-key-reused', when: 'the key was used for another request' },
];

/** https://www.rfc-editor.org/rfc/rfc9457 */
const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'correlationId'],
  properties: {
    type: { type: 'string', pattern: '^urn:problem:[a-z-]+$' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    correlationId: { type: 'string' },
    errors: {
      type: 'array',
      description: 'Every fault of the request.',
      items: {
        type: 'object',
        required: ['path', 'detail'],
        properties: {
          path: { type: 'string', description: 'A JSON pointer, or the name of a header or parameter.' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

const tokenDescription = [
  'An access token of the user pool. Each operation names the scopes of which it needs one:',
  ...Object.entries(scopes).map(([scope, allows]) => `- \`${resourceServer}/${scope}\`: ${allows}`),
].join('\n');

export const components = {
  schemas: { Problem: problem },
  headers: {
    CorrelationId: { description: 'The id of the request in every log.', schema: { type: 'string' } },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'Makes the request be done once, however often it is sent by its caller.',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]+$', maxLength: 255 },
    },
    CorrelationId: {
      name: 'X-Correlation-Id',
      in: 'header',
      description: 'Is taken over into every log and message.',
      schema: { type: 'string', pattern: '^[\\w.:-]{1,128}$' },
    },
  },
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: tokenDescription },
  },
};
