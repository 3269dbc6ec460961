/** Our own replica of the customers: a row for each. */
import type { Key } from '../../platform/commit/commit.ts';
import type { RowChange } from '../../platform/projection/projection-store.ts';
import type { CustomerCommand, Standing } from './policy.ts';

/** A customer as we know them; one that was closed before we heard of it has no name. */
export type Customer = Standing & {
  readonly customerId: string;
  readonly name?: string;
  readonly email?: string;
  readonly language?: string;
  /** When the CRM last changed it, milliseconds since 1970. */
  readonly changedAt: number;
};

export const customerKey = (customerId: string): Key => ({ pk: `customer#${customerId}`, sk: 'customer' });

/** Closing keeps the name: open orders are still theirs. */
export const projection = ({ data }: CustomerCommand): RowChange => ({
  key: customerKey(data.customerId),
  set: data,
});
