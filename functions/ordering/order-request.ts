/** What a customer may ask for. */
import { oneLineEach } from '../platform/commit/one-line-each.ts';
import * as z from '../platform/zod.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

const line = z.strictObject({
  sku: z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'expected 1 to 64 letters, digits, dots, dashes or underscores'),
      z.describe('What is ordered; one line per SKU.'),
    ),
  quantity: z.int().check(z.minimum(1), z.maximum(10_000)),
  unitPrice: z
    .int()
    .check(z.minimum(0), z.maximum(1_000_000_000), z.describe('In minor units of the currency.')),
});

/** Amounts are in minor units of the currency. */
export const orderRequest = z.strictObject({
  lines: z.array(line).check(z.minLength(1), z.maxLength(100), z.superRefine(oneLineEach)),
  currency: z.string().check(
    z.refine((code) => currencies.has(code), 'expected an ISO 4217 code in capitals, such as EUR'),
    z.describe('ISO 4217 code in capitals, such as EUR.'),
  ),
  paymentToken: z
    .string()
    .check(z.minLength(1), z.maxLength(255), z.describe('A token of the payment gateway.')),
});

export type OrderRequest = z.infer<typeof orderRequest>;

export const totalOf = ({ lines }: OrderRequest): number =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
