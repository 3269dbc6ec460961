/** Whatever is asked of a shipment, in whatever order. */
import fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import { shipment } from '../../functions/shipping/decider.ts';
import type { ShipmentCommand, ShipmentState } from '../../functions/shipping/shipment.ts';
import type { ShipmentEvent } from '../../schemas/shipping/shipment/contract.gen.ts';
import { shipmentId } from './facts.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const options = { seed, numRuns: 2_000 };
beforeAll(() => console.log(`SEED=${seed} repeats this run`));

const { initial, decide, evolve } = shipment;
const at = fc.nat(20);
const parcelId = fc.integer({ min: 1, max: 4 }).map((number) => `${shipmentId}-${number}`);
const warehouse = fc.constantFrom('a', 'b', 'c');
const line = fc.record({ sku: fc.constantFrom('tea', 'mug'), warehouse, quantity: fc.integer({ min: 1 }) });
const move = fc.record({
  shipmentId: fc.constant(shipmentId),
  parcelId,
  carrier: fc.string(),
  trackingCode: fc.string(),
  at,
});
const moment = fc.record({ shipmentId: fc.constant(shipmentId), at });
const requestData = fc.record({
  shipmentId: fc.constant(shipmentId),
  customerId: fc.constantFrom('ada', ''),
  lines: fc.array(line, { maxLength: 5 }),
  at,
});

const command: fc.Arbitrary<ShipmentCommand> = fc.oneof(
  requestData.map((data) => ({ type: 'RequestShipment' as const, data })),
  moment.map((data) => ({ type: 'CancelShipment' as const, data })),
  { weight: 3, arbitrary: move.map((data) => ({ type: 'DispatchParcel' as const, data })) },
  { weight: 3, arbitrary: move.map((data) => ({ type: 'DeliverParcel' as const, data })) },
);
const commands = fc.array(command, { maxLength: 20, size: 'max' });

/** Facts in any order and number, such as no decider would ever have said. */
const fact: fc.Arbitrary<ShipmentEvent> = fc.oneof(
  requestData.map(({ lines, at: requestedAt, ...data }) => {
    const parcels = lines.map((each, index) => ({
      parcelId: `${shipmentId}-${index + 1}`,
      warehouse: each.warehouse,
      lines: [each],
    }));
    return { type: 'ShipmentRequested' as const, data: { ...data, parcels, requestedAt } };
  }),
  move.map(({ at: dispatchedAt, ...data }) => ({
    type: 'ParcelDispatched' as const,
    data: { ...data, dispatchedAt },
  })),
  move.map(({ at: deliveredAt, ...data }) => ({
    type: 'ParcelDelivered' as const,
    data: { ...data, deliveredAt },
  })),
  moment.map(({ at: dispatchedAt }) => ({
    type: 'ShipmentDispatched' as const,
    data: { shipmentId, customerId: '', dispatchedAt },
  })),
  moment.map(({ at: deliveredAt }) => ({
    type: 'ShipmentDelivered' as const,
    data: { shipmentId, customerId: '', deliveredAt },
  })),
  moment.map(({ at: cancelledAt }) => ({
    type: 'ShipmentCancelled' as const,
    data: { shipmentId, cancelledAt },
  })),
  moment.map(({ at: rejectedAt }) => ({
    type: 'ShipmentCancellationRejected' as const,
    data: { shipmentId, rejectedAt },
  })),
);

const eventsOf = (asked: ShipmentCommand, state: ShipmentState): readonly ShipmentEvent[] => {
  const decision = decide(asked, state);
  return isRefusal(decision) ? [] : decision;
};

/** All that happens upon these commands, in turn. */
const play = (all: readonly ShipmentCommand[]): readonly ShipmentEvent[] => {
  let state = initial;
  return all.flatMap((asked) => {
    const events = eventsOf(asked, state);
    state = events.reduce(evolve, state);
    return events;
  });
};

const count = (events: readonly ShipmentEvent[], type: ShipmentEvent['type']): number =>
  events.filter((event) => event.type === type).length;

const expectThat = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

describe('whatever happened before', () => {
  it('nothing that can be asked makes it throw, nor is there a fact that it cannot take', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 12 }), command, (history, asked) => {
        const state = history.reduce(evolve, initial);
        const after = eventsOf(asked, state).reduce(evolve, state);
        expectThat(Array.isArray(after.parcels), 'a state without parcels');
      }),
      options,
    );
  });

  it('a repeat of a command changes nothing the second time', () => {
    fc.assert(
      fc.property(commands, command, (before, asked) => {
        const state = play(before).reduce(evolve, initial);
        const after = eventsOf(asked, state).reduce(evolve, state);
        expectThat(eventsOf(asked, after).length === 0, 'it changed something again');
      }),
      options,
    );
  });
});

describe('whatever is asked, in whatever order', () => {
  const holds = (what: string, fits: (events: readonly ShipmentEvent[]) => boolean) =>
    it(what, () => {
      fc.assert(
        fc.property(commands, (all) => {
          const events = play(all);
          expectThat(fits(events), JSON.stringify(events));
        }),
        options,
      );
    });

  holds('each thing happens once', (events) => {
    const once = events
      .filter(({ type }) => type !== 'ShipmentCancellationRejected')
      .map(({ type, data }) => `${type} ${'parcelId' in data ? data.parcelId : ''}`);
    return new Set(once).size === once.length;
  });

  holds(
    'a shipment is never both cancelled and on its way',
    (events) =>
      count(events, 'ShipmentCancelled') === 0 ||
      (count(events, 'ParcelDispatched') === 0 && count(events, 'ShipmentCancellationRejected') === 0),
  );

  holds('a parcel leaves before it arrives, and is one that was requested', (events) => {
    const known = new Set<string>();
    const gone = new Set<string>();
    return events.every(({ type, data }) => {
      if (type === 'ShipmentRequested') for (const parcel of data.parcels) known.add(parcel.parcelId);
      if (type === 'ParcelDispatched') gone.add(data.parcelId);
      if (type === 'ParcelDispatched') return known.has(data.parcelId);
      return type !== 'ParcelDelivered' || gone.has(data.parcelId);
    });
  });

  holds('it is dispatched with its last parcel, and delivered with its last', (events) => {
    const parcels = events.flatMap(({ type, data }) => (type === 'ShipmentRequested' ? data.parcels : []));
    const complete = (moved: ShipmentEvent['type'], all: ShipmentEvent['type']): boolean =>
      (count(events, all) === 1) === (parcels.length > 0 && count(events, moved) === parcels.length);
    return (
      complete('ParcelDispatched', 'ShipmentDispatched') && complete('ParcelDelivered', 'ShipmentDelivered')
    );
  });
});

it('every unit that was ordered is in one parcel, of its own warehouse', () => {
  fc.assert(
    fc.property(requestData, (data) => {
      const [requested] = play([{ type: 'RequestShipment', data }]);
      const parcels = requested?.type === 'ShipmentRequested' ? requested.data.parcels : [];
      const units = parcels.flatMap((parcel) =>
        parcel.lines.map(({ sku, quantity }) => `${parcel.warehouse} ${sku} ${quantity}`),
      );
      const asked = data.lines.map((each) => `${each.warehouse} ${each.sku} ${each.quantity}`);
      expectThat(units.sort().join() === asked.sort().join(), `${units} of ${asked}`);
      const warehouses = new Set(data.lines.map((each) => each.warehouse));
      expectThat(parcels.length === Math.max(1, warehouses.size), `${parcels.length} parcels`);
    }),
    options,
  );
});
