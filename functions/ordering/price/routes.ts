/** What ordering's API takes and tells about prices. */
import { operatorsOnly } from '../../platform/http/operators.ts';
import type { RouteDescription } from '../../platform/http/route-description.ts';
import * as z from '../../platform/zod.ts';
import { priceRequest } from './price-request.ts';

const { currency, lowest, highest } = priceRequest.shape;

const prices = z.strictObject({
  sku: z.string(),
  prices: z
    .array(
      z.strictObject({
        currency,
        lowest,
        highest,
        setBy: z.string().check(z.describe('The operator.')),
        setAt: z.int().check(z.describe('Milliseconds since 1970, UTC.')),
      }),
    )
    .check(z.describe('One for each currency.')),
});

export const setPrice = {
  key: 'PUT /prices/{sku}',
  summary: 'Set what a unit of a SKU may cost',
  scopes: ['prices:write'],
  body: priceRequest,
  answer: { status: 200, description: 'The prices of the SKU after it.', body: prices },
  problems: [operatorsOnly],
} satisfies RouteDescription;

export const readPrice = {
  key: 'GET /prices/{sku}',
  summary: 'Read the prices of a SKU',
  scopes: ['prices:read'],
  body: z.undefined(),
  answer: { status: 200, description: 'The prices as they are now.', body: prices },
  problems: [{ status: 404, type: 'unknown-price', when: 'the SKU has no price in any currency' }],
} satisfies RouteDescription;
