/** Bugs as somebody may write them one day: the simulator must find each. */
import type { Message } from '../../functions/platform/decider.ts';
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

const withoutCommand =
  (part: string, type: string): Tamper =>
  (rules) =>
    withPart(rules, part, ({ sends = () => [] }) => ({
      sends: (event) => sends(event).filter((command) => command.type !== type),
    }));

export const planted: { readonly [bug: string]: Tamper } = {
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
      decide: (command, state) => decide(command, { ...(state as object), onHand: 1_000 }),
    })),
  'a cancelled order is confirmed': (rules) =>
    withPart(rules, 'ordering/order', ({ decide, evolve }) => ({
      decide: (command, state) =>
        command.type === 'ConfirmOrder'
          ? decide(command, { ...(state as object), status: 'placed' })
          : decide(command, state),
      evolve: (state, event) =>
        event.type === 'OrderConfirmed'
          ? evolve({ ...(state as object), status: 'placed' }, event)
          : evolve(state, event),
    })),
  'a repeat is not recognized': (rules) => {
    let number = 0;
    return {
      ...rules,
      causeOf: () => {
        number += 1;
        return String(number);
      },
    };
  },
  'two sources with the same ids are taken for one': (rules) => ({
    ...rules,
    causeOf: (consumer, { id }) => `${consumer}:${id}`,
  }),
  'an offset is committed before its effect': (rules) => ({ ...rules, atMostOnce: true }),
  'the newest commit leaves first': (rules) => ({ ...rules, next: (commits) => commits.length - 1 }),
  'a gateway is asked under a new key each time': (rules, gateway) => {
    let number = 0;
    const authorize = gateway.authorize.bind(gateway);
    gateway.authorize = (request) => {
      number += 1;
      return authorize(request, `${request.paymentId}-${number}`);
    };
    return rules;
  },
};
