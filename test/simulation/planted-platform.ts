/** Bugs in what the rules rely on, as somebody may write them one day: the simulator must find each. */
import type { Tamper } from './schedule.ts';

export const inPlatform: { readonly [bug: string]: Tamper } = {
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
  'money is taken under a new key each time': (rules, gateway) => {
    let number = 0;
    const capture = gateway.capture.bind(gateway);
    gateway.capture = (request) => {
      number += 1;
      capture(request, `${request.paymentId}-${number}`);
    };
    return rules;
  },
  'money is given back under a new key each time': (rules, gateway) => {
    let number = 0;
    const refund = gateway.refund.bind(gateway);
    gateway.refund = (request) => {
      number += 1;
      refund(request, `${request.refundId}-${number}`);
    };
    return rules;
  },
};
