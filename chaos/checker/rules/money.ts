/** P8: what the gateway holds, took and gave back is what the orders say. */
import type { HeldPayment } from '../../../local/shop-views.ts';
import { distinct, type Facts, type Rule, type Violation } from '../facts.ts';
import { type OrderLife, ordersIn } from '../orders.ts';

const rule = 'money is conserved';

export const money: Rule = (facts) => {
  const held = new Map(facts.held.map((payment) => [payment.paymentId, payment]));
  const orders = [...ordersIn(facts.said).values()];
  return [
    ...orders.flatMap((order) => wrongly(order, held.get(order.orderId))),
    ...wrongRefunds(facts, held),
    ...twice(facts),
  ];
};

const broken = (about: string, what: string): Violation => ({ rule, about, what });

/** By an order's ending, what the gateway must say of it. */
const wrongly = ({ orderId, total, ending }: OrderLife, payment: HeldPayment | undefined) => {
  const { status = 'nothing', amount = 0 } = payment ?? {};
  const got = `is ${ending}, and the gateway says ${status} ${amount}`;
  switch (ending) {
    case undefined:
      return [];
    case 'cancelled':
      return ['nothing', 'voided', 'declined'].includes(status) ? [] : [broken(orderId, got)];
    case 'confirmed':
      return status === 'authorized' && amount === total ? [] : [broken(orderId, `${got} of ${total}`)];
    case 'completed':
      return status === 'captured' && amount === total ? [] : [broken(orderId, `${got} of ${total}`)];
  }
};

const wrongRefunds = ({ said }: Facts, held: ReadonlyMap<string, HeldPayment>): readonly Violation[] => {
  const owed = new Map<string, number>();
  for (const { type, data } of distinct(said)) {
    if (type !== 'ReturnCompleted') continue;
    const { orderId, amount } = data as { readonly orderId: string; readonly amount: number };
    owed.set(orderId, (owed.get(orderId) ?? 0) + amount);
  }
  const given = new Map(
    [...held].map(([id, { refunds }]) => [id, Object.values(refunds).reduce((sum, each) => sum + each, 0)]),
  );
  return [...new Set([...owed.keys(), ...given.keys()])].flatMap((id) => {
    const [due, back] = [owed.get(id) ?? 0, given.get(id) ?? 0];
    return due === back ? [] : [broken(id, `${due} were to be given back, and ${back} were`)];
  });
};

const onceAtMost = new Set(['PaymentAuthorized', 'PaymentCaptured', 'PaymentVoided']);

const twice = ({ said }: Facts): readonly Violation[] => {
  const seen = new Set<string>();
  return distinct(said).flatMap(({ type, subject }) => {
    if (!onceAtMost.has(type)) return [];
    const name = `${subject} ${type}`;
    if (seen.has(name)) return [broken(subject, `${type} happened twice`)];
    seen.add(name);
    return [];
  });
};
