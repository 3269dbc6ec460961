/** Reservations and stock items, whatever they are told and however often. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReservationCommand } from '../../functions/inventory/reservation/command.ts';
import { reservation } from '../../functions/inventory/reservation/decider.ts';
import { type StockItemCommand, stockItem } from '../../functions/inventory/stock-item/decider.ts';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import {
  type ReservationEvent,
  reservation as reservationContract,
} from '../../schemas/inventory/reservation/contract.gen.ts';
import {
  type StockItemEvent,
  stockItem as stockItemContract,
} from '../../schemas/inventory/stock-item/contract.gen.ts';
import { anyMessageOf } from '../platform/any-message.ts';
import { holdsFor } from '../platform/properties.ts';

const reservationId = fc.constantFrom('a', 'b');
const sku = fc.constantFrom('x', 'y');
const quantity = fc.integer({ min: 1, max: 3 });
const warehouse = fc.constantFrom('main', 'north');
const at = fc.nat(5);
const allocations = fc.uniqueArray(fc.record({ warehouse, quantity }), {
  selector: (each) => each.warehouse,
  maxLength: 2,
});
const commandOf = (type: string, data: fc.Arbitrary<object>) => data.map((given) => ({ type, data: given }));

const reservationCommands = fc.oneof(
  commandOf(
    'RequestReservation',
    fc.record({
      reservationId,
      at,
      lines: fc.uniqueArray(fc.record({ sku, quantity }), { selector: (line) => line.sku, minLength: 1 }),
    }),
  ),
  commandOf('RecordReservedLine', fc.record({ reservationId, sku, quantity, at, allocations })),
  commandOf('RecordRejectedLine', fc.record({ reservationId, sku, quantity, at })),
  ...['CancelReservation', 'DispatchReservation', 'ExpireReservation'].map((type) =>
    commandOf(type, fc.record({ reservationId, at })),
  ),
) as fc.Arbitrary<ReservationCommand>;

describe('a reservation', () => {
  holdsFor({
    decider: reservation,
    events: anyMessageOf<ReservationEvent>(reservationContract),
    commands: reservationCommands,
  });
});

const reserve = commandOf('ReserveStock', fc.record({ sku, reservationId, quantity, at }));
const count = commandOf('CountStock', fc.record({ sku, warehouse, onHand: fc.nat(6), at }));
const moved = ['ReleaseStock', 'DispatchStock', 'TakeBackStock'] as const;
const stockItemCommands = fc.oneof(
  count,
  reserve,
  ...moved.map((type) => commandOf(type, fc.record({ sku, reservationId, quantity, at, allocations }))),
) as fc.Arbitrary<StockItemCommand>;

describe('a stock item', () => {
  holdsFor({
    decider: stockItem,
    events: anyMessageOf<StockItemEvent>(stockItemContract),
    commands: stockItemCommands,
    repeatable: ['ReserveStock', ...moved],
  });

  it('never promises more than there is, and says where every unit is', () => {
    const told = fc.array(fc.oneof(count, reserve) as fc.Arbitrary<StockItemCommand>, { maxLength: 20 });
    const property = fc.property(told, (commands) => {
      let state = stockItem.initial;
      for (const command of commands) {
        const decision = stockItem.decide(command, state);
        if (isRefusal(decision)) continue;
        for (const { type, data } of decision) {
          if (type !== 'StockReserved') continue;
          expect(data.allocations.reduce((sum, each) => sum + each.quantity, 0)).toBe(data.quantity);
        }
        state = decision.reduce(stockItem.evolve, state);
        for (const { onHand, reserved } of Object.values(state.warehouses)) {
          expect(reserved).toBeLessThanOrEqual(onHand);
        }
      }
    });
    fc.assert(property, { numRuns: 2_000, seed: Number(process.env.SEED ?? Date.now() % 2 ** 31) });
  });
});
