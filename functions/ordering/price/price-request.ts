/** What an operator may set a price to. */
import * as z from '../../platform/zod.ts';
import { orderRequest } from '../order-request.ts';

const { currency, lines } = orderRequest.shape;
/** A price is what a line may ask for. */
const amount = lines.def.element.shape.unitPrice;

export const priceRequest = z
  .strictObject({
    currency,
    lowest: amount.check(z.describe('The least that a unit may cost, in minor units of the currency.')),
    highest: amount.check(z.describe('The most that a unit may cost; at least the lowest.')),
  })
  .check(
    z.refine(({ lowest, highest }) => lowest <= highest, {
      path: ['highest'],
      error: 'expected at least the lowest price',
    }),
  );
