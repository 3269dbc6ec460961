/** Bugs in the rules as somebody may write them one day: the simulator must find each. */
import type { Message } from '../../functions/platform/commit/decider.ts';
import type { Part, Rules } from './rules.ts';
import type { Tamper } from './schedule.ts';

type Decide = Part['decider']['decide'];

const withPart = (
  rules: Rules,
  name: string,
  change: (decider: Part['decider']) => Partial<Part['decider']>,
) => ({
  ...rules,
  parts: rules.parts.map((part) =>
    part.name === name ? { ...part, decider: { ...part.decider, ...change(part.decider) } } : part,
  ),
});

const withoutEvent =
  (type: string) =>
  (decide: Decide): Decide =>
  (command, state) => {
    const decision = decide(command, state);
    return Array.isArray(decision) ? decision.filter((event: Message) => event.type !== type) : decision;
  };

const statusOf = (state: unknown): unknown => (state as { readonly status: unknown }).status;

/** As if the gateway held what was asked for. */
const believing = (command: Message, state: unknown): Message => {
  const { request } = state as { readonly request?: { readonly amount: number } };
  if (command.type !== 'RecordAuthorization' || request === undefined) return command;
  return { ...command, data: { ...command.data, amount: request.amount } };
};

const withoutCommand =
  (part: string, type: string): Tamper =>
  (rules) =>
    withPart(rules, part, ({ sends = () => [] }) => ({
      sends: (event) => sends(event).filter((command) => command.type !== type),
    }));

export const inRules: { readonly [bug: string]: Tamper } = {
  'a lost release': withoutCommand('inventory/reservation', 'ReleaseStock'),
  'a line that came too late is kept': (rules) =>
    withPart(rules, 'inventory/reservation', ({ decide }) => ({
      decide: (command, state) =>
        command.type === 'RecordReservedLine'
          ? withoutEvent('LineReleased')(decide)(command, state)
          : decide(command, state),
    })),
  'a lost void': (rules) =>
    withPart(rules, 'payment/payment', ({ decide }) => ({ decide: withoutEvent('VoidRequested')(decide) })),
  'a time-out taken for a decline': (rules) =>
    withPart(rules, 'payment/payment', ({ decide }) => ({
      decide: (command, state) =>
        command.type === 'RecordDecline'
          ? withoutEvent('VoidRequested')(decide)(command, state)
          : decide(command, state),
    })),
  'more units than there are': (rules) =>
    withPart(rules, 'inventory/stock-item', ({ decide }) => ({
      decide: (command, state) =>
        command.type === 'ReserveStock'
          ? decide(command, { warehouses: { main: { onHand: 1_000, reserved: 0 } } })
          : decide(command, state),
    })),
  'a cancelled order goes on': (rules) =>
    withPart(rules, 'ordering/order', ({ decide }) => ({
      decide: (command, state) =>
        ['AllocateOrder', 'AuthorizeOrder'].includes(command.type) && statusOf(state) === 'cancelled'
          ? decide(command, { ...(state as object), status: 'placed' })
          : decide(command, state),
    })),
  'an order is cancelled without asking shipping': (rules) =>
    withPart(rules, 'ordering/order', ({ decide }) => ({
      decide: (command, state) =>
        command.type === 'CancelOrder' && statusOf(state) === 'confirmed'
          ? decide(command, { ...(state as object), status: 'placed' })
          : decide(command, state),
    })),
  'a shipment is cancelled though a parcel has left': (rules) =>
    withPart(rules, 'shipping/shipment', ({ decide }) => ({
      decide: (command, state) =>
        command.type === 'CancelShipment'
          ? decide(command, { ...(state as object), parcels: [] })
          : decide(command, state),
    })),
  'money is not taken when the goods leave': (rules) =>
    withPart(rules, 'payment/payment', ({ decide }) => ({
      decide: withoutEvent('CaptureRequested')(decide),
    })),
  'an amount that is not the order’s is taken for it': (rules) =>
    withPart(rules, 'payment/payment', ({ decide }) => ({
      decide: (command, state) => decide(believing(command, state), state),
    })),
  'more is given back than was taken': (rules) =>
    withPart(rules, 'payment/payment', ({ decide }) => ({
      decide: (command, state) =>
        command.type === 'RefundPayment'
          ? decide(command, { ...(state as object), request: { amount: 1_000_000, currency: 'EUR' } })
          : decide(command, state),
    })),
  'a rejected refund is not compensated': withoutCommand('returns/return', 'DispatchStock'),
  'asking again is another message': (rules) =>
    withPart(rules, 'returns/return', ({ sends = () => [] }) => ({
      sends: (event) => sends(event).map(({ type, data }) => ({ type, data })),
    })),
  'units that left stay on the shelf': withoutCommand('inventory/reservation', 'DispatchStock'),
  'the reservation that timed out keeps its units': (rules) =>
    withPart(rules, 'inventory/reservation', ({ decide }) => ({
      decide: (command, state) =>
        command.type === 'ExpireReservation'
          ? withoutEvent('LineReleased')(decide)(command, state)
          : decide(command, state),
    })),
};
