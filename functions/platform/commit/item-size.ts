/**
 * An item's size, by DynamoDB's own arithmetic.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PermanentFailure } from '../failure.ts';

type Item = { readonly [name: string]: AttributeValue };

/** 400 KiB; the two items of a commit stay far below a transaction's 4 MiB. */
const limit = 400 * 1024;

/** More was decided at once than one item can hold; a smaller request can. */
export class CommitTooLarge extends PermanentFailure {
  override readonly name = 'CommitTooLarge';
}

/** @throws CommitTooLarge before DynamoDB would */
export const refuseOverLimit = (item: Item): void => {
  const size = sizeOfItem(item);
  if (size > limit) {
    throw new CommitTooLarge(
      `the commit needs an item of ${size} bytes; DynamoDB holds ${limit}: ask for less at once`,
    );
  }
};

export const sizeOfItem = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0);

const sizeOf = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 2;
  if (value.B !== undefined) return value.B.length;
  if (value.L !== undefined) return value.L.reduce((sum, element) => sum + 1 + sizeOf(element), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + sizeOfItem(value.M);
  return 1;
};
