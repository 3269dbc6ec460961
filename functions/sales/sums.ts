/** Sales as a window: an item for each order, and one for each hour, product and currency. */
import type { Key } from '../platform/commit/commit.ts';
import { PermanentFailure } from '../platform/failure.ts';
import type { Addition, Window } from '../platform/window/window.ts';
import { hourText, isHour } from './hour.ts';
import { type HeardEvent, policy } from './policy.ts';
import { figures, project, type Sale, type Share } from './projection.ts';

export const sales: Window<HeardEvent, Sale> = {
  keyOf: ({ data: { orderId } }) => ({ pk: `order#${orderId}`, sk: 'sale' }),
  fold: (sale, event) => {
    const { row, changes } = project(sale, policy(event));
    return { row, additions: changes.map(additionOf) };
  },
};

/** @param hour as text */
export const hourKey = (hour: string): string => `hour#${hour}`;

const additionOf = ({ hour, sku, currency, figures: all }: Share): Addition => {
  if (!isHour(hour)) {
    throw new PermanentFailure(
      `${hour} hours since 1970 is in no year from 1970 to 9999: nothing was sold then`,
    );
  }
  const changed = figures.filter((figure) => all[figure] !== 0);
  return {
    key: keyOfSum(hourText(hour), sku, currency),
    add: Object.fromEntries(changed.map((figure) => [figure, all[figure]])),
  };
};

const keyOfSum = (hour: string, sku: string, currency: string): Key => ({
  pk: hourKey(hour),
  sk: `${sku}#${currency}`,
});
