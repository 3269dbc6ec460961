/** Stored sums and positions as the API shows them. */
import type * as z from '../platform/zod.ts';
import type { Figures } from './projection.ts';
import type { readRevenue } from './routes.ts';

export type RevenueRow = z.infer<typeof readRevenue.answer.body>['rows'][number];
export type Handled = z.infer<typeof readRevenue.answer.body>['handled'][number];

/** A figure that nothing was added to is not stored. */
export interface StoredSum extends Partial<Figures> {
  /** `hour#<hour>`. */
  readonly pk: string;
  /** `<sku>#<currency>`. */
  readonly sk: string;
}

export const rowOf = (sum: StoredSum): RevenueRow => {
  const { pk, sk } = sum;
  const { soldUnits = 0, soldRevenue = 0, cancelledUnits = 0, cancelledRevenue = 0 } = sum;
  const { returnedUnits = 0, returnedRevenue = 0 } = sum;
  const end = sk.lastIndexOf('#');
  return {
    hour: pk.slice(pk.indexOf('#') + 1),
    sku: sk.slice(0, end),
    currency: sk.slice(end + 1),
    units: soldUnits - cancelledUnits - returnedUnits,
    revenue: soldRevenue - cancelledRevenue - returnedRevenue,
    sold: { units: soldUnits, revenue: soldRevenue },
    cancelled: { units: cancelledUnits, revenue: cancelledRevenue },
    returned: { units: returnedUnits, revenue: returnedRevenue },
  };
};

export const handledOf = ({ topic, partition, offset, at }: Handled): Handled => ({
  topic,
  partition,
  offset,
  at,
});
