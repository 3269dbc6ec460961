/** An order, whatever it is told and however often. */
import fc from 'fast-check';
import { describe } from 'vitest';
import type { OrderCommand } from '../../functions/ordering/command.ts';
import { order } from '../../functions/ordering/decider.ts';
import { order as contract, type OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import { anyMessageOf, anyRecord } from '../platform/any-message.ts';
import { holdsFor } from '../platform/properties.ts';

const orderId = 'a';
const at = fc.nat(5);
const moment = fc.record({ orderId: fc.constant(orderId), at });
const placed = anyRecord(JSON.parse(contract.messages.OrderPlaced.versions[0]));
const lines = fc.array(
  fc.record({ sku: fc.constantFrom('x', 'y'), warehouse: fc.constant('main'), quantity: fc.nat(3) }),
  { maxLength: 2 },
);

const commands = fc.oneof(
  placed.map((data) => ({ type: 'PlaceOrder', data: { orderId, order: { ...data, orderId } } })),
  fc.record({ orderId: fc.constant(orderId), at, lines }).map((data) => ({ type: 'AllocateOrder', data })),
  fc
    .tuple(
      fc.constantFrom(
        'AuthorizeOrder',
        'ExpireOrder',
        'ExpireDispatch',
        'RecordCancelledShipment',
        'RejectCancellation',
        'DispatchOrder',
        'CompleteOrder',
      ),
      moment,
    )
    .map(([type, data]) => ({ type, data })),
  fc
    .record({ orderId: fc.constant(orderId), at, reason: fc.constant('customer') })
    .map((data) => ({ type: 'CancelOrder', data })),
) as fc.Arbitrary<OrderCommand>;

describe('an order', () => {
  holdsFor({ decider: order, events: anyMessageOf<OrderEvent>(contract), commands });
});
