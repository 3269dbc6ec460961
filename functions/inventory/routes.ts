/** What inventory's API takes and answers. */
import * as z from 'zod';
import { operatorsOnly } from '../platform/http/operators.ts';
import type { RouteDescription } from '../platform/http/route-description.ts';

const stock = z.strictObject({
  sku: z.string(),
  onHand: z.int().describe('Units in all warehouses, reserved ones included.'),
  reserved: z.int().describe('Units that belong to orders, or are set aside for returns.'),
  available: z.int().describe('Units that an order can still have.'),
  warehouses: z
    .array(z.strictObject({ name: z.string(), onHand: z.int(), reserved: z.int() }))
    .describe('The same, warehouse by warehouse.'),
});

export const countStock = {
  key: 'PUT /stock/{sku}',
  summary: 'Count the units of a SKU',
  scopes: ['stock:write'],
  body: z.strictObject({
    onHand: z.int().min(0).max(1_000_000_000).describe('Units in the warehouse, reserved ones included.'),
    warehouse: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'expected 1 to 32 lower-case letters, digits or dashes')
      .default('main')
      .describe('Which warehouse; `main` when it is not said.'),
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
