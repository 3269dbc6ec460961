/** What sales' API takes and answers. */
import { operatorsOnly } from '../platform/http/operators.ts';
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';

const amounts = z.strictObject({
  units: z.int(),
  revenue: z.int().check(z.describe('In minor units of the currency.')),
});

const row = z.strictObject({
  hour: z.string().check(z.describe('The hour of the sale, UTC, such as 2026-11-25T21.')),
  sku: z.string(),
  currency: z.string().check(z.describe('ISO 4217.')),
  units: z.int().check(z.describe('Sold, less what was cancelled or returned, whenever that was.')),
  revenue: z.int().check(z.describe('Of these units, in minor units of the currency.')),
  sold: amounts,
  cancelled: amounts.check(z.describe('Of orders that were cancelled after they were confirmed.')),
  returned: amounts,
});

const rows = z.array(row).check(z.describe('By hour, SKU and currency; none for what was never sold.'));

const handled = z
  .array(
    z.strictObject({
      topic: z.string(),
      partition: z.int(),
      offset: z.int().check(z.describe('Of the last record that is in the figures.')),
      at: z.int().check(z.describe('That record’s time, milliseconds since 1970, UTC.')),
    }),
  )
  .check(
    z.describe('How far each partition is in the figures, at least; none for one that nothing came from.'),
  );

const tooManyRows = {
  status: 409,
  type: 'too-many-rows',
  when: 'the answer would have more than 10,000 rows: ask for less at once',
};

export const readHour = {
  key: 'GET /hours/{hour}',
  summary: 'Read what an hour brought',
  scopes: ['revenue:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'Units and revenue of each product and currency.',
    body: z.strictObject({ hour: z.string(), rows, handled }),
  },
  problems: [operatorsOnly, tooManyRows],
} satisfies RouteDescription;

export const readRevenue = {
  key: 'GET /revenue',
  summary: 'Read what many hours brought',
  scopes: ['revenue:read'],
  body: z.undefined(),
  query: {
    from: 'The first hour, such as 2026-11-25T21; without it, 23 hours before the last.',
    to: 'The last hour, included; without it, the hour that is now. At most 744 hours are asked for at once.',
    sku: 'Only this product.',
    currency: 'Only this currency.',
  },
  answer: {
    status: 200,
    description: 'Units and revenue of each hour, product and currency.',
    body: z.strictObject({ from: z.string(), to: z.string(), rows, handled }),
  },
  problems: [operatorsOnly, tooManyRows],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [readHour, readRevenue];
