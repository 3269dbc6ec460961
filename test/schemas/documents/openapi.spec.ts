/** The OpenAPI documents: valid, of the routes that are deployed, and true to what is answered. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { readCatalog } from '../../../docs/build/catalog.ts';
import { openApi, takesNothing } from '../../../docs/build/openapi.ts';
import { textOf } from '../../../docs/build/source-text.ts';
import { orderView } from '../../../functions/ordering/order-view.ts';
import { readOrder } from '../../../functions/ordering/routes.ts';
import type { OrderState } from '../../../functions/ordering/state.ts';
import { sourceFile } from '../../architecture/source-files.ts';

const { contexts } = await readCatalog();
const apis = contexts.filter(({ routes }) => routes.length > 0).map((each) => [each.name, each] as const);

const takesBodies = ({ routes }: (typeof contexts)[number]): boolean =>
  routes.some(({ body }) => !takesNothing(body));

/** Those of http.ts that only a route with a body can answer. */
const ofBodies = ['commit-too-large', 'idempotency-key-reused'];

/** A context's own files that one of them imports, itself included. */
const reachedFrom = (path: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(path)) return seen;
  seen.add(path);
  const [, context = ''] = path.split('/');
  for (const { from } of sourceFile(path, textOf(path)).imports) {
    if (from.startsWith(`functions/${context}/`)) reachedFrom(from, seen);
  }
  return seen;
};

const problemTypesIn = (sources: string): Set<string> => {
  const problems = [...sources.matchAll(/refuse\(\s*'([a-z-]+)'|status: \d+,\s*type: '([a-z-]+)'/g)];
  return new Set(problems.map(([, refusal, problem]) => refusal ?? problem ?? ''));
};

interface Parameter {
  readonly in?: string;
  readonly name?: string;
  readonly required?: boolean;
}

const isValid = async (text: string): Promise<boolean> =>
  (await new Validator().validate(JSON.parse(text) as Record<string, unknown>)).valid;

describe.each(apis)('the API of %s', (name, context) => {
  const text = JSON.stringify(openApi(context, '1.0.0'));

  it('has a valid document', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(text));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('would not have one without descriptions of answers, or with a parameter in no place', async () => {
    expect(
      await isValid(text.replaceAll('"responses":', '"answers":').replaceAll('"description":', '"about":')),
    ).toBe(false);
    expect(await isValid(text.replace('"in":"header"', '"in":"nowhere"'))).toBe(false);
  });

  it('says which scopes each route takes, each of them alone enough', () => {
    for (const { key, scopes, signature } of context.routes) {
      expect(scopes.length > 0, key).toBe(signature === undefined);
      const [method = '', path = ''] = key.split(' ');
      const { security, responses } = JSON.parse(text).paths[path][method.toLowerCase()];
      expect(security).toEqual(scopes.map((scope) => ({ token: [`tributary/${scope}`] })));
      expect(responses[403]?.description ?? '').toMatch(scopes.length > 0 ? /none of the scopes/ : /^$/);
    }
  });

  it('has one operation for each route, under a name of its own', () => {
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(context.routes.length);
  });

  it('names every problem that its context and the platform may answer', () => {
    const api = `functions/${name}/api.ts`;
    // Where the API only reads, nobody hears a decider's no.
    const decides = textOf(api).includes('.handle(');
    const reached = [...reachedFrom(api)].filter((path) => decides || !path.endsWith('/decider.ts'));
    const own = reached.map(textOf).join('\n');
    const ofPlatform = ['http', 'request', ...(takesBodies(context) ? ['request-body'] : [])];
    // What only operators may do is asked for by the contexts that have such routes.
    const all = own.includes('refuseUnlessOperator(') ? [...ofPlatform, 'operators'] : ofPlatform;
    const types = problemTypesIn(
      [own, ...all.map((file) => textOf(`functions/platform/http/${file}.ts`))].join('\n'),
    );
    if (!takesBodies(context)) for (const type of ofBodies) types.delete(type);
    // A route that there is not has no description.
    types.delete('no-such-route');
    expect(types.size).toBeGreaterThan(2);
    const missing = [...types].filter(
      (type) => !text.includes(`urn:problem:${type}:`) && !text.includes(`urn:problem:${type}\``),
    );
    expect(missing).toEqual([]);
  });

  it('wants a token or a signature for every route, and never both', () => {
    const operations = Object.values(JSON.parse(text).paths).flatMap((path) => Object.values(path as object));
    const open = operations.filter(({ security }) => security?.length === 0);
    const proofs = open.map(
      ({ parameters }) => parameters.find((each: Parameter) => each.in === 'header' && each.required)?.name,
    );
    const signed = context.routes.flatMap(({ signature }) => signature ?? []);
    expect(proofs).toEqual(signed.map(({ header }) => header));
  });

  it('refers to parts that there are', () => {
    for (const [, path = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const part = path
        .split('/')
        .reduce<unknown>((whole, key) => (whole as { [key: string]: unknown })?.[key], JSON.parse(text));
      expect(part, path).toBeDefined();
    }
  });
});

describe('the document', () => {
  const [, ordering] = apis.find(([name]) => name === 'ordering') ?? [];

  it('asks for what the route validates, and offers an Idempotency-Key where something is done', () => {
    const { paths } = JSON.parse(JSON.stringify(ordering && openApi(ordering, '1.0.0')));
    const { post } = paths['/orders'];
    const { schema } = post.requestBody.content['application/json'];
    expect(schema.required).toEqual(['lines', 'currency', 'paymentToken']);
    expect(schema.properties.lines.maxItems).toBe(100);
    expect(post.parameters).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' });
    expect(paths['/orders/{id}'].get.parameters).not.toContainEqual({
      $ref: '#/components/parameters/IdempotencyKey',
    });
    expect(paths['/orders/{id}'].get.requestBody).toBeUndefined();
    expect(paths['/orders/{id}/cancellation'].post.requestBody.required).toBe(false);
    expect(post.responses['422'].content).toHaveProperty(['application/problem+json']);
  });

  it.each<OrderState>([
    { status: 'placed', order: placed() },
    { status: 'confirmed', order: placed(), confirmedAt: 2 },
    {
      status: 'cancelled',
      order: placed(),
      cancellation: { orderId: 'o', customerId: 'ann', reason: 'customer', cancelledAt: 2 },
    },
  ])('describes an order as it is answered when $status', (state) => {
    const answer = orderView('o', state, { name: 'ann', groups: [] });
    expect(readOrder.answer.body.safeParse({ ...answer }).error).toBeUndefined();
  });
});

function placed() {
  const lines = [{ sku: 'tea', quantity: 2, unitPrice: 450 }];
  return {
    orderId: 'o',
    customerId: 'ann',
    lines,
    total: 900,
    currency: 'EUR',
    paymentToken: 't',
    placedAt: 1,
  };
}
