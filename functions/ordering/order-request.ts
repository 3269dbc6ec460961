/** What a customer may ask for. */
import * as z from 'zod';
import { oneLineEach } from '../platform/commit/one-line-each.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

const line = z.strictObject({
  sku: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'expected 1 to 64 letters, digits, dots, dashes or underscores')
    .describe('What is ordered; one line per SKU.'),
  quantity: z.int().min(1).max(10_000),
  unitPrice: z.int().min(0).max(1_000_000_000).describe('In minor units of the currency.'),
});

/** Amounts are in minor units of the currency. */
export const orderRequest = z.strictObject({
  lines: z.array(line).min(1).max(100).superRefine(oneLineEach),
  currency: z
    .string()
    .refine((code) => currencies.has(code), 'expected an ISO 4217 code in capitals, such as EUR')
    .describe('ISO 4217 code in capitals, such as EUR.'),
  paymentToken: z.string().min(1).max(255).describe('A token of the payment gateway.'),
});

export type OrderRequest = z.infer<typeof orderRequest>;

export const totalOf = ({ lines }: OrderRequest): number =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
