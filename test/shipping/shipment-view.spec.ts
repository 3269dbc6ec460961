/** A shipment is shown to its customer and to operators, parcel by parcel. */
import { describe, expect, it } from 'vitest';
import { readShipment } from '../../functions/shipping/routes.ts';
import type { ShipmentState } from '../../functions/shipping/shipment.ts';
import { shipmentView } from '../../functions/shipping/shipment-view.ts';
import { requestedState, shipmentId } from './facts.ts';

const ada = { name: 'ada', groups: [] };
const [north, south] = requestedState.parcels;
const moved = { carrier: 'pigeon', trackingCode: 'track-1', dispatchedAt: 2 };
const shown = { shipmentId, customerId: 'ada', requestedAt: 1 };

const withNorth = (status: ShipmentState['status'], more: object): ShipmentState =>
  ({ ...requestedState, status, parcels: [{ ...north, ...more }, south] }) as ShipmentState;

describe('a shipment', () => {
  it.each<[string, ShipmentState, object]>([
    ['requested', requestedState, { ...north, status: 'requested' }],
    ['under way', withNorth('requested', moved), { ...north, ...moved, status: 'dispatched' }],
    [
      'partly there',
      withNorth('requested', { ...moved, deliveredAt: 4 }),
      { ...north, ...moved, deliveredAt: 4, status: 'delivered' },
    ],
    ['cancelled', withNorth('cancelled', {}), { ...north, status: 'requested' }],
  ])('is shown to its customer when it is %s, as its API promises', (_what, state, first) => {
    const view = shipmentView(shipmentId, state, ada);
    const parcels = [first, { ...south, status: 'requested' }];
    expect(view).toEqual({ ...shown, status: state.status, parcels });
    expect(readShipment.answer.body.safeParse(view).error).toBeUndefined();
  });

  it('is shown to an operator, even when version 1 of its order told no customer', () => {
    const operator = { name: 'operator', groups: ['operators'] };
    expect(shipmentView(shipmentId, requestedState, operator)).toMatchObject(shown);
    const nobodys = { ...requestedState, customerId: '' };
    expect(shipmentView(shipmentId, nobodys, operator)).toMatchObject({ shipmentId, customerId: '' });
  });

  it('is shown to who carries it, and to no other machine', () => {
    const machine = { name: 'client 4711', groups: [], scopes: ['tributary/parcels:read'] };
    expect(shipmentView(shipmentId, requestedState, machine)).toMatchObject(shown);
    const other = { ...machine, scopes: ['tributary/shipments:read'] };
    expect(() => shipmentView(shipmentId, requestedState, other)).toThrow('there is no shipment');
  });

  it.each<[string, ShipmentState, { name: string; groups: string[] }]>([
    [
      'there is none',
      { status: 'new', customerId: '', requestedAt: 0, parcels: [] },
      { name: 'ada', groups: ['operators'] },
    ],
    [
      'it was cancelled before it was requested',
      { status: 'cancelled', customerId: '', requestedAt: 0, parcels: [] },
      { name: 'ada', groups: ['operators'] },
    ],
    ['it is another customer’s', requestedState, { name: 'grace', groups: ['staff'] }],
    ['it is nobody’s, and nobody asks', { ...requestedState, customerId: '' }, { name: '', groups: [] }],
  ])('is not found when %s', (_what, state, caller) => {
    expect(() => shipmentView(shipmentId, state, caller)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 404, type: 'unknown-shipment' }),
      }),
    );
  });
});
