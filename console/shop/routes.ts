/** Orders on a laptop: placed, cancelled, delivered and sent back over the public APIs, as customers and carriers do it. */
import * as z from 'zod';
import { carrier } from '../../local/carrier.ts';
import { stock } from '../../local/seed.ts';
import { type Shop, shop } from '../../local/shop.ts';
import type { Answer } from '../../local/shop-views.ts';
import type { Stack } from '../../local/stack-file.ts';
import { customers } from '../../local/users.ts';
import type { Acted, Placed, ShopWindow } from '../answers/shop.ts';
import { changing, Problem, type Route, reading } from '../server/route.ts';
import { endings } from './endings.ts';

const ordering = z.object({
  customer: z.enum(customers),
  sku: z.enum(stock.map(({ sku }) => sku)),
  quantity: z.int().min(1).max(100),
  ending: z.enum(endings.map(({ name }) => name)),
});

const acting = z.object({ customer: z.enum(customers) });

export const shopRoutes = (stack: Stack): readonly Route[] => [
  reading(
    '/api/shop',
    async (): Promise<ShopWindow> => ({
      customers,
      goods: stock.map(({ sku, unitPrice }) => ({ sku, unitPrice })),
      endings: endings.map(({ name, says }) => ({ name, says })),
    }),
  ),
  changing('/api/orders', async ({ body }): Promise<Placed> => {
    const { customer, sku, quantity, ending } = ordering.parse(body);
    const { paymentToken, besides } = endings.find(({ name }) => name === ending) ?? {};
    const lines = [
      lineOf(sku, quantity),
      ...(besides === undefined || besides === sku ? [] : [lineOf(besides, 1)]),
    ];
    const answer = await (await shop(stack, customer)).post({ lines, currency: 'EUR', paymentToken });
    return { orderId: accepted(answer).orderId };
  }),
  changing('/api/orders/:id/cancel', async ({ part, body }) => {
    accepted(await (await ofCustomer(stack, body)).cancel(part('id')));
    return { says: 'The customer asked to cancel it.' } satisfies Acted;
  }),
  changing('/api/orders/:id/deliver', async ({ part, body }) => deliver(stack, part('id'), body)),
  changing('/api/orders/:id/return', async ({ part, body }) => sendBack(stack, part('id'), body)),
];

const lineOf = (sku: string, quantity: number) => ({
  sku,
  quantity,
  unitPrice: stock.find((each) => each.sku === sku)?.unitPrice ?? 0,
});

const ofCustomer = async (stack: Stack, body: unknown): Promise<Shop> =>
  shop(stack, acting.parse(body).customer);

/** Each parcel one step further: taken, or delivered. */
const deliver = async (stack: Stack, orderId: string, body: unknown): Promise<Acted> => {
  const { shipment } = await ofCustomer(stack, body);
  const { parcels = [] } = await shipment(orderId);
  if (parcels.length === 0) throw new Problem(409, 'no parcel waits: the order is not confirmed');
  const { dispatch, deliver: arrive } = carrier(stack.apiUrl, stack.carrierSecret);
  const says: string[] = [];
  for (const { parcelId, status } of parcels) {
    if (status === 'delivered') continue;
    const isOnItsWay = status === 'dispatched';
    const { status: code, body: answer } = await (isOnItsWay ? arrive : dispatch)(orderId, parcelId);
    if (code >= 300) throw new Problem(409, `the carrier was refused: ${JSON.stringify(answer)}`);
    says.push(`The carrier ${isOnItsWay ? 'delivered' : 'took'} parcel ${parcelId}.`);
  }
  return { says: says.length === 0 ? 'All parcels are delivered.' : says.join(' ') };
};

/** One of what was ordered, and the warehouse has it back. */
const sendBack = async (stack: Stack, orderId: string, body: unknown): Promise<Acted> => {
  const { call, order, receive } = await ofCustomer(stack, body);
  const [line] = (await order(orderId)).lines;
  if (line === undefined) throw new Problem(404, 'this customer has no such order');
  const lines = [{ sku: line.sku, quantity: 1 }];
  const request = { orderId, lines, reason: 'changed my mind' };
  const asked = await call<{ readonly returnId: string }>('POST', '/returns/returns', { body: request });
  const { returnId } = accepted(asked);
  accepted(await receive(returnId));
  return { says: `One ${line.sku} came back to the warehouse, as return ${returnId}.` };
};

/** @throws Problem with what the API said */
const accepted = <Body>({ status, body }: Answer<Body>): Body => {
  if (status < 300) return body;
  const { detail = JSON.stringify(body) } = body as { readonly detail?: string };
  throw new Problem(status >= 500 ? 502 : 409, detail);
};
