/**
 * What DynamoDB counts for a request, by its own arithmetic.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { sizeOfItem } from '../../functions/platform/commit/item-size.ts';

export type Item = { readonly [name: string]: AttributeValue };

/** Of one item's write: a unit for each KB begun, two in a transaction. */
export const writeUnits = (bytes: number, inTransaction: boolean): number =>
  Math.max(1, Math.ceil(bytes / 1_024)) * (inTransaction ? 2 : 1);

/** Of one read: a unit for each 4 KB begun, half of it when it need not be the latest. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4_096)) * (consistent ? 1 : 0.5);

/** @param item as it travels, where what is binary is base64 */
export const bytesOf = (item: Item): number => sizeOfItem(withBytes({ M: { ...item } }).M ?? {});

const withBytes = (value: AttributeValue): AttributeValue => {
  if (value.B !== undefined) return { B: Buffer.from(String(value.B), 'base64') };
  if (value.L !== undefined) return { L: value.L.map(withBytes) };
  if (value.M === undefined) return value;
  return {
    M: Object.fromEntries(Object.entries(value.M).map(([name, member]) => [name, withBytes(member)])),
  };
};
