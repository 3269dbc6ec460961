/** What a schedule starts from: stock, orders, and what people and carriers have in mind. */
import type { Token } from './gateway.ts';

export interface Order {
  /** How many units of which SKU, by its number. */
  readonly lines: readonly { readonly sku: number; readonly quantity: number }[];
  readonly token: Token;
  /** Whether its customer cancels it at some time. */
  readonly cancels: boolean;
  /** Whether the carrier comes at once, after everything else, or never. */
  readonly carrier: 'prompt' | 'late' | 'never';
  /** Whether its goods are sent back: with their money, asking for more than it, or without ever arriving. */
  readonly returns: 'none' | 'sent' | 'overcharged' | 'lost';
}

export interface Scenario {
  /** Units in two warehouses, by SKU. */
  readonly stock: readonly (readonly [number, number])[];
  readonly orders: readonly Order[];
}

export const unitPrice = 10;
export const warehouses = ['main', 'north'] as const;

export const skuOf = (number: number): string => `sku-${number}`;
export const orderIdOf = (number: number): string => `order-${number}`;
export const returnIdOf = (number: number): string => `return-${number}`;

export const unitsOf = ({ lines }: Order, sku: number): number =>
  lines.filter((line) => line.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0);

export const totalOf = ({ lines }: Order): number =>
  lines.reduce((sum, { quantity }) => sum + quantity * unitPrice, 0);
