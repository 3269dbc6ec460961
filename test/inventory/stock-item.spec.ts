import { describe, expect, it } from 'vitest';
import { type StockItemCommand, stockItem } from '../../functions/inventory/stock-item/decider.ts';
import { stockView } from '../../functions/inventory/stock-item/stock-view.ts';
import type { Allocation, StockItemEvent } from '../../schemas/inventory/stock-item/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(stockItem);
const sku = 'tea';
const line = { sku, reservationId: 'o-1', quantity: 3 };
const inMain: readonly Allocation[] = [{ warehouse: 'main', quantity: 3 }];
const counted = (onHand: number, warehouse = 'main'): StockItemEvent => ({
  type: 'StockCounted',
  data: { sku, warehouse, onHand, countedAt: 1 },
});
const reservedIn = (allocations: readonly Allocation[], quantity = 3): StockItemEvent => ({
  type: 'StockReserved',
  data: { ...line, quantity, allocations, reservedAt: 2 },
});
const reserved = reservedIn(inMain);
const rejected = (available: number): StockItemEvent => ({
  type: 'StockRejected',
  data: { ...line, available, rejectedAt: 2 },
});
const released: StockItemEvent = {
  type: 'StockReleased',
  data: { ...line, allocations: inMain, releasedAt: 3 },
};
const dispatched: StockItemEvent = {
  type: 'StockDispatched',
  data: { ...line, allocations: inMain, dispatchedAt: 3 },
};
const takenBack: StockItemEvent = {
  type: 'StockTakenBack',
  data: { ...line, allocations: inMain, takenBackAt: 3 },
};
const reserve = (quantity = 3): StockItemCommand => ({
  type: 'ReserveStock',
  data: { ...line, quantity, at: 2 },
});
const told = (
  type: 'ReleaseStock' | 'DispatchStock' | 'TakeBackStock',
  allocations = inMain,
): StockItemCommand => ({ type, data: { ...line, allocations, at: 3 } });
const count = (onHand: number, warehouse = 'main'): StockItemCommand => ({
  type: 'CountStock',
  data: { sku, warehouse, onHand, at: 1 },
});

describe('a stock item', () => {
  it('is counted, warehouse by warehouse', () => {
    given().when(count(10)).happens(counted(10));
    given(counted(10)).when(count(4, 'north')).happens(counted(4, 'north'));
    given(counted(10), counted(4, 'north')).leaves({
      warehouses: { main: { onHand: 10, reserved: 0 }, north: { onHand: 4, reserved: 0 } },
    });
  });
  it('cannot be counted below what is reserved in that warehouse', () => {
    given(counted(5), reserved).when(count(2)).isRefused('below-reserved');
    given(counted(5), reserved).when(count(3)).happens(counted(3));
    given(counted(5), reserved).when(count(0, 'north')).happens(counted(0, 'north'));
  });
  it('reserves while units are available, to the last one', () => {
    given(counted(3)).when(reserve()).happens(reserved);
  });
  it('rejects what is more than available, and says how much was', () => {
    given(counted(5), reserved).when(reserve()).happens(rejected(2));
    given(counted(1), counted(1, 'north')).when(reserve()).happens(rejected(2));
  });
  it('has nothing before it is counted', () => {
    given().when(reserve()).happens(rejected(0));
  });
  it('takes the units of one warehouse where they suffice, the fullest', () => {
    given(counted(3), counted(4, 'north'))
      .when(reserve())
      .happens(reservedIn([{ warehouse: 'north', quantity: 3 }]));
    given(counted(3, 'south'), counted(3, 'north'))
      .when(reserve())
      .happens(reservedIn([{ warehouse: 'north', quantity: 3 }]));
    given(counted(3, 'north'), counted(3, 'south'))
      .when(reserve())
      .happens(reservedIn([{ warehouse: 'north', quantity: 3 }]));
  });
  it('takes units of several warehouses where one is not enough', () => {
    const split = [
      { warehouse: 'main', quantity: 3 },
      { warehouse: 'north', quantity: 1 },
    ];
    given(counted(2, 'north'), counted(3)).when(reserve(4)).happens(reservedIn(split, 4));
    given(counted(2, 'north'), counted(3), reservedIn(split, 4)).leaves({
      warehouses: { north: { onHand: 2, reserved: 1 }, main: { onHand: 3, reserved: 3 } },
    });
  });
  it('gives released units back', () => {
    given(counted(3), reserved).when(told('ReleaseStock')).happens(released);
    given(counted(3), reserved, released).leaves({ warehouses: { main: { onHand: 3, reserved: 0 } } });
    given(counted(3), reserved, released).when(reserve()).happens(reserved);
  });
  it('loses dispatched units, on hand and reserved', () => {
    given(counted(5), reserved).when(told('DispatchStock')).happens(dispatched);
    given(counted(5), reserved, dispatched).leaves({ warehouses: { main: { onHand: 2, reserved: 0 } } });
  });
  it('takes units back for their return alone', () => {
    given(counted(2)).when(told('TakeBackStock')).happens(takenBack);
    given(counted(2), takenBack).leaves({ warehouses: { main: { onHand: 5, reserved: 3 } } });
    given(counted(2), takenBack).when(reserve()).happens(rejected(2));
    given(counted(2), takenBack, released).when(reserve()).happens(reserved);
    given(counted(2), takenBack, dispatched).leaves({ warehouses: { main: { onHand: 2, reserved: 0 } } });
  });
  it('takes units back in a warehouse that was never counted', () => {
    given(takenBack).leaves({ warehouses: { main: { onHand: 3, reserved: 3 } } });
  });
  it('means the one warehouse that there was, in messages of the first version', () => {
    given(counted(3), reserved).when(told('ReleaseStock', [])).happens(released);
    given(counted(3), reservedIn([])).leaves({ warehouses: { main: { onHand: 3, reserved: 3 } } });
  });
  it('is not changed by a rejection', () => {
    given(counted(1), rejected(1)).leaves({ warehouses: { main: { onHand: 1, reserved: 0 } } });
  });
  it('is shown as a whole, and warehouse by warehouse', () => {
    const warehouses = { main: { onHand: 3, reserved: 1 }, north: { onHand: 4, reserved: 2 } };
    expect(stockView(sku, { warehouses })).toEqual({
      sku,
      onHand: 7,
      reserved: 3,
      available: 4,
      warehouses: [
        { name: 'main', onHand: 3, reserved: 1 },
        { name: 'north', onHand: 4, reserved: 2 },
      ],
    });
  });
});
