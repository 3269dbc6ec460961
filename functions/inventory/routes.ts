/** What inventory's API takes and answers. */
import { operatorsOnly } from '../platform/http/operators.ts';
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';

const stock = z.strictObject({
  sku: z.string(),
  onHand: z.int().check(z.describe('Units in all warehouses, reserved ones included.')),
  reserved: z.int().check(z.describe('Units that belong to orders, or are set aside for returns.')),
  available: z.int().check(z.describe('Units that an order can still have.')),
  warehouses: z
    .array(z.strictObject({ name: z.string(), onHand: z.int(), reserved: z.int() }))
    .check(z.describe('The same, warehouse by warehouse.')),
});

const warehouse = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'expected 1 to 32 lower-case letters, digits or dashes'));

export const countStock = {
  key: 'PUT /stock/{sku}',
  summary: 'Count the units of a SKU',
  scopes: ['stock:write'],
  body: z.strictObject({
    onHand: z
      .int()
      .check(
        z.minimum(0),
        z.maximum(1_000_000_000),
        z.describe('Units in the warehouse, reserved ones included.'),
      ),
    warehouse: z
      ._default(warehouse, 'main')
      .check(z.describe('Which warehouse; `main` when it is not said.')),
  }),
  answer: { status: 200, description: 'The stock after the count.', body: stock },
  problems: [
    operatorsOnly,
    { status: 409, type: 'below-reserved', when: 'more units are reserved than were counted' },
  ],
} satisfies RouteDescription;

export const readStock = {
  key: 'GET /stock/{sku}',
  summary: 'Read the stock of a SKU',
  scopes: ['stock:read'],
  body: z.undefined(),
  answer: { status: 200, description: 'The stock as it is now.', body: stock },
  problems: [{ status: 404, type: 'unknown-stock-item', when: 'the SKU was never counted' }],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [countStock, readStock];
