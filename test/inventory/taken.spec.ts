/** A published command is taken up at a moment of ours. */
import { expect, it } from 'vitest';
import { taken } from '../../functions/inventory/stock-item/taken.ts';

it.each(['ReserveStock', 'ReleaseStock'] as const)('takes %s as it is, with the time', (type) => {
  const data = { sku: 'tea', reservationId: 'o-1', quantity: 3 };
  expect(taken({ type, data }, 7)).toEqual({ type, data: { ...data, at: 7 } });
  expect(data).not.toHaveProperty('at');
});
