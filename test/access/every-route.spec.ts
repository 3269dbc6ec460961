/** Every route that is described, with every kind of caller who must not get in. A new route is tried without a word here. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it, vi } from 'vitest';
import { readCatalog } from '../../docs/build/catalog.ts';
import { grantedTo, named, type Scope, scopes } from '../../functions/platform/http/scopes.ts';
import { carrier } from '../../local/carrier.ts';
import { shop } from '../../local/shop.ts';
import { carrierToken, createUser, operator, tokenOf } from '../../local/users.ts';
import { newSku } from '../journeys/new-sku.ts';
import { altered, claimsOf, forged, tokens } from './tokens.ts';

const stack = inject('stack');
const { contexts } = await readCatalog();
const all = contexts.flatMap(({ name, routes }) =>
  routes.map((route) => {
    const [method = '', path = ''] = route.key.split(' ');
    return { ...route, method, path, context: name, title: `${name}: ${route.key}` };
  }),
);
type Tried = (typeof all)[number];
const routes = all.filter(({ signature }) => signature === undefined);
const signed = all.filter(({ signature }) => signature !== undefined);

const isFor = (group: string) => (route: Tried) =>
  route.scopes.some((scope) => grantedTo([group]).includes(named(scope)));
const ofCustomers = routes.filter(isFor('customers'));
const notOfCustomers = routes.filter((route) => !isFor('customers')(route));

/** What is nobody's own: another customer may do the same. */
const everybodys = ['inventory: GET /stock/{sku}', 'ordering: GET /prices/{sku}', 'ordering: POST /orders'];

/** All that one customer can have, and another must not see. */
const patiently = { timeout: 180_000, interval: 50 };
const ada = await shop(stack, 'ada');
const sku = newSku();
await ada.offer(sku, 5);
const lines = [{ sku, quantity: 1, unitPrice: 700 }];
const orderId = await ada.place(lines);
await vi.waitUntil(async () => (await ada.shipment(orderId)).parcels?.length === 1, patiently);
const [parcel] = (await ada.shipment(orderId)).parcels;
await carrier(stack.apiUrl, stack.carrierSecret).deliver(orderId, parcel?.parcelId ?? '');
const returnId = await ada.sendBack(orderId, [{ sku, quantity: 1 }]);

/** By what stands before it in the path, the thing of ada's. */
const things: { readonly [kind: string]: string } = {
  orders: orderId,
  payments: orderId,
  shipments: orderId,
  returns: returnId,
  customers: 'ada',
  counterparties: 'ADA',
  imports: randomUUID(),
  stock: sku,
  prices: sku,
  hours: '2026-11-25T21',
  sagas: 'stock',
};

const bodies: { readonly [title: string]: object } = {
  'returns: POST /returns': { orderId, lines: [{ sku, quantity: 1 }], reason: 'too green' },
};

const pathOf = ({ path, title }: Tried): string =>
  path.replace(/\/([^/{}]+)\/\{\w+\}/g, (_all, kind: string) => {
    const id = things[kind];
    if (id === undefined) throw new Error(`${title}: say in this file which ${kind} are ada's`);
    return `/${kind}/${id}`;
  });

const tried = async (route: Tried, bearer: string | undefined, headers: object = {}) => {
  const response = await fetch(`${stack.apiUrl}/${route.context}${pathOf(route)}`, {
    method: route.method,
    headers: {
      'content-type': 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(route.method !== 'GET' && { body: JSON.stringify(bodies[route.title] ?? {}) }),
  });
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    bySystem: type.startsWith('application/problem+json'),
    text: await response.text(),
  };
};
const statusOf = async (route: Tried, bearer: string | undefined): Promise<number> =>
  (await tried(route, bearer)).status;

const issuing = tokens(stack);
const token = await tokenOf(stack, 'ada');
const [graces, operators, carriers] = await Promise.all([
  tokenOf(stack, 'grace'),
  tokenOf(stack, operator),
  carrierToken(stack),
]);
await createUser(stack, 'nobody-in-particular');
const groupless = await tokenOf(stack, 'nobody-in-particular');
const every = Object.keys(scopes) as Scope[];
const without = new Map<Tried, string>();
const onlyWith = new Map<Tried, string>();
{
  const lists = routes.flatMap(({ scopes: own }) => [
    every.filter((scope) => !own.includes(scope)).map(named),
    own.map(named),
  ]);
  const issued = await issuing.withScopes(lists);
  for (const [index, route] of routes.entries()) {
    without.set(route, issued[2 * index] ?? '');
    onlyWith.set(route, issued[2 * index + 1] ?? '');
  }
}
const short = await issuing.shortLived('ada', 2);
const [anyRoute] = ofCustomers.filter(({ title }) => title === 'ordering: GET /customers/{id}');
const wasGood = anyRoute && (await statusOf(anyRoute, short));
const elsewhere = await issuing.ofAnotherPool('ada');

describe('the tokens that are tried', () => {
  it('have what their holders are granted, and nothing else', () => {
    const scopesIn = (each: string) => String(claimsOf(each).scope).split(' ').sort();
    const always = 'aws.cognito.signin.user.admin';
    expect(scopesIn(token)).toEqual([always, ...grantedTo(['customers'])].sort());
    expect(scopesIn(operators)).toEqual([always, ...grantedTo(['operators'])].sort());
    expect(scopesIn(groupless)).toEqual([always]);
    expect(scopesIn(carriers)).toEqual([named('parcels:read')]);
  });

  it('include one that was good until it expired', async () => {
    expect(wasGood).toBe(200);
    await expect.poll(() => anyRoute && statusOf(anyRoute, short)).toBe(401);
  });
});

describe.each(routes)('$title', (route) => {
  it('is closed to who has no token', async () => {
    expect(await statusOf(route, undefined)).toBe(401);
  });

  it('is closed to a token that has expired', async () => {
    expect(await statusOf(route, short)).toBe(401);
  });

  it.each([
    ['another issuer', forged(token, { iss: 'https://issuer.example/pool' })],
    ['another key', forged(operators)],
    ['another pool', elsewhere],
    [
      'nobody, with scopes written into it',
      altered(groupless, { scope: grantedTo(['operators']).join(' ') }),
    ],
  ])('is closed to a token of %s', async (_whose, bearer) => {
    expect(await statusOf(route, bearer)).toBe(401);
  });

  it('is closed to every scope but its own, and open to its own', async () => {
    expect(await tried(route, without.get(route))).toMatchObject({ status: 403, bySystem: false });
    expect(await statusOf(route, groupless)).toBe(403);
    const { status, bySystem } = await tried(route, onlyWith.get(route));
    expect(status).not.toBe(401);
    // Whoever refuses now is the function, which has seen the request.
    expect(status === 403 && !bySystem).toBe(false);
  });
});

describe.each(notOfCustomers)('$title, which is not for customers', (route) => {
  it('is closed to them', async () => {
    expect(await statusOf(route, token)).toBe(403);
  });
});

describe.each(ofCustomers.filter(({ title }) => !everybodys.includes(title)))(
  '$title, which is for one customer',
  (route) => {
    it('is closed to another', async () => {
      expect([403, 404]).toContain(await statusOf(route, graces));
    });

    it.runIf(route.method === 'GET')('is open to them, and to operators', async () => {
      // What another context said may be on its way.
      await expect.poll(() => statusOf(route, token)).toBe(200);
      expect(await statusOf(route, operators)).toBe(200);
    });
  },
);

it('knows what is everybody’s by routes that there are', () => {
  expect(ofCustomers.map(({ title }) => title)).toEqual(expect.arrayContaining(everybodys));
});

it('lets the carrier see shipments, and nothing else', async () => {
  const open = [];
  for (const route of routes) if ((await statusOf(route, carriers)) !== 403) open.push(route);
  expect(open.map(({ title }) => title)).toEqual(['shipping: GET /shipments/{id}']);
  for (const route of open) expect(await statusOf(route, carriers)).toBe(200);
});

describe.each(signed)('$title, which is signed', (route) => {
  const header = route.signature?.header ?? '';

  it.each([
    ['no signature', {}],
    ['a signature that is none', { [header]: 'f'.repeat(64) }],
    ['one of another secret', { [header]: `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}` }],
  ])('is closed to a token with %s', async (_what, headers) => {
    expect((await tried(route, operators, headers)).status).toBe(401);
  });
});
