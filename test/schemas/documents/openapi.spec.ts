/** The OpenAPI documents: valid, of the routes that are deployed, and true to what is answered. */
import { globSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { readCatalog } from '../../../docs/build/catalog.ts';
import { openApi } from '../../../docs/build/openapi.ts';
import { root, textOf } from '../../../docs/build/source-text.ts';
import { orderView } from '../../../functions/ordering/order-view.ts';
import { readOrder } from '../../../functions/ordering/routes.ts';
import type { OrderState } from '../../../functions/ordering/state.ts';
import { routesIn } from './stack-lists.ts';

const { contexts } = await readCatalog();
const apis = contexts.filter(({ routes }) => routes.length > 0).map((each) => [each.name, each] as const);

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

  it('has the routes that its stack deploys, signed ones apart', () => {
    const keys = (signed: boolean): readonly string[] =>
      context.routes.filter(({ signature }) => (signature !== undefined) === signed).map(({ key }) => key);
    expect([...keys(false)].sort()).toEqual([...routesIn(name, 'routes')].sort());
    expect([...keys(true)].sort()).toEqual([...routesIn(name, 'signedRoutes')].sort());
  });

  it('has one operation for each route, under a name of its own', () => {
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(context.routes.length);
  });

  it('names every problem that its context and the platform may answer', () => {
    const sources = globSync(`functions/{${name}/**,platform}/*.ts`, { cwd: root }).map(textOf).join('\n');
    const problems = [...sources.matchAll(/refuse\(\s*'([a-z-]+)'|status: \d+,\s*type: '([a-z-]+)'/g)];
    const types = new Set(problems.map(([, refusal, problem]) => refusal ?? problem));
    // A route that there is not has no description.
    types.delete('no-such-route');
    expect(types.size).toBeGreaterThan(5);
    for (const type of types) expect(text).toContain(`urn:problem:${type}`);
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
