/** A published command is taken up with its time, and otherwise as it is. */
import { expect, it } from 'vitest';
import { taken } from '../../functions/inventory/stock-item/taken.ts';

const line = { sku: 'tea', reservationId: 'o-1', quantity: 2 };
const units = { ...line, allocations: [{ warehouse: 'main', quantity: 2 }] };

it('keeps what was asked, and says when', () => {
  expect(taken({ type: 'ReserveStock', data: line }, 7)).toEqual({
    type: 'ReserveStock',
    data: { ...line, at: 7 },
  });
});

it.each(['ReleaseStock', 'DispatchStock', 'TakeBackStock'] as const)('keeps which units %s means', (type) => {
  expect(taken({ type, data: units }, 7)).toEqual({ type, data: { ...units, at: 7 } });
});
