import { describe, it } from 'vitest';
import { stockItem } from '../../functions/inventory/stock-item/decider.ts';
import type { StockItemEvent } from '../../schemas/inventory/stock-item/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(stockItem);
const sku = 'tea';
const line = { sku, reservationId: 'o-1', quantity: 3 };
const counted = (onHand: number): StockItemEvent => ({
  type: 'StockCounted',
  data: { sku, onHand, countedAt: 1 },
});
const reserved: StockItemEvent = { type: 'StockReserved', data: { ...line, reservedAt: 2 } };
const released: StockItemEvent = { type: 'StockReleased', data: { ...line, releasedAt: 3 } };
const reserve = { type: 'ReserveStock', data: { ...line, at: 2 } } as const;
const release = { type: 'ReleaseStock', data: { ...line, at: 3 } } as const;
const count = (onHand: number) => ({ type: 'CountStock', data: { sku, onHand, at: 1 } }) as const;

describe('a stock item', () => {
  it('is counted', () => {
    given().when(count(10)).happens(counted(10));
  });
  it('cannot be counted below what is reserved', () => {
    given(counted(5), reserved).when(count(2)).isRefused('below-reserved');
    given(counted(5), reserved).when(count(3)).happens(counted(3));
  });
  it('reserves while units are available, to the last one', () => {
    given(counted(3)).when(reserve).happens(reserved);
  });
  it('rejects what is more than available, and says how much was', () => {
    given(counted(5), reserved)
      .when(reserve)
      .happens({ type: 'StockRejected', data: { ...line, available: 2, rejectedAt: 2 } });
  });
  it('has nothing before it is counted', () => {
    given()
      .when(reserve)
      .happens({ type: 'StockRejected', data: { ...line, available: 0, rejectedAt: 2 } });
  });
  it('gives released units back', () => {
    given(counted(3), reserved).when(release).happens(released);
    given(counted(3), reserved, released).leaves({ onHand: 3, reserved: 0 });
    given(counted(3), reserved, released).when(reserve).happens(reserved);
  });
  it('is not changed by a rejection', () => {
    given(counted(1), { type: 'StockRejected', data: { ...line, available: 1, rejectedAt: 2 } }).leaves({
      onHand: 1,
      reserved: 0,
    });
  });
});
