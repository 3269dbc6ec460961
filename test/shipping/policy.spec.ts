/** What an order says, as a shipment takes it. */
import { expect, it } from 'vitest';
import { policy } from '../../functions/shipping/policy.ts';
import { request, shipmentId } from './facts.ts';

it('requests a shipment of what was confirmed, from where it is, under the order’s id', () => {
  const { lines } = request.data;
  const data = { orderId: shipmentId, customerId: 'ada', lines, confirmedAt: 1 };
  expect(policy({ type: 'OrderConfirmed', data })).toEqual(request);
});

it('requests one of no lines for an order that was confirmed in version 1', () => {
  const data = { orderId: shipmentId, customerId: '', lines: [], confirmedAt: 1 };
  expect(policy({ type: 'OrderConfirmed', data })).toEqual({
    type: 'RequestShipment',
    data: { shipmentId, customerId: '', lines: [], at: 1 },
  });
});

it('asks for a shipment’s cancellation at the time when it was asked of the order', () => {
  const data = { orderId: shipmentId, customerId: 'ada', reason: 'customer', requestedAt: 4 };
  expect(policy({ type: 'OrderCancellationRequested', data })).toEqual({
    type: 'CancelShipment',
    data: { shipmentId, at: 4 },
  });
});
