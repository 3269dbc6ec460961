/** P1, P3: every accepted order ended, and once; and the API says the same as the topic. */
import type { Accepted, Rule, Violation } from '../facts.ts';
import { type OrderLife, ordersIn } from '../orders.ts';

const rule = 'every accepted order ends, once';

const onceAtMost = ['OrderPlaced', 'OrderConfirmed', 'OrderDispatched', 'OrderCancelled', 'OrderCompleted'];

export const ended: Rule = ({ accepted, said, views }) => {
  const lives = ordersIn(said);
  const status = new Map(views.map((view) => [view.orderId, view.status]));
  const lost = accepted.flatMap(({ orderId }) =>
    lives.has(orderId) ? [] : [broken(orderId, 'was accepted, and never heard of again')],
  );
  return [
    ...lost,
    ...accepted.flatMap((order) => unanswered(order, lives.get(order.orderId))),
    ...[...lives.values()].flatMap((life) => wrongEndings(life, status.get(life.orderId))),
  ];
};

const broken = (about: string, what: string): Violation => ({ rule, about, what });

const unanswered = (order: Accepted, life: OrderLife | undefined): readonly Violation[] => {
  if (life === undefined) return [];
  const { orderId, answers, cancelAccepted, dispatchAccepted } = order;
  const { ending, times } = life;
  const ids = new Set(answers);
  const cancelled = ending === 'cancelled' || times.OrderCancellationRejected !== undefined;
  return [
    ...(ids.size > 1 ? [broken(orderId, `one Idempotency-Key placed ${ids.size} orders`)] : []),
    ...(cancelAccepted && !cancelled
      ? [broken(orderId, `its cancellation was accepted, and it is ${ending}`)]
      : []),
    ...(dispatchAccepted && ending === 'confirmed' ? [broken(orderId, 'left, and is still confirmed')] : []),
  ];
};

const wrongEndings = (
  { orderId, times, ending }: OrderLife,
  status: string | undefined,
): readonly Violation[] => {
  const often = onceAtMost.filter((type) => (times[type] ?? 0) > 1);
  const both = times.OrderCancelled !== undefined && times.OrderDispatched !== undefined;
  return [
    ...often.map((type) => broken(orderId, `${type} happened ${times[type]} times`)),
    ...(both ? [broken(orderId, 'was dispatched and cancelled')] : []),
    ...(ending === undefined ? [broken(orderId, `has not ended: ${Object.keys(times).join(', ')}`)] : []),
    ...(ending !== undefined && status !== undefined && status !== ending
      ? [broken(orderId, `is ${ending} on its topic, and ${status} over HTTP`)]
      : []),
  ];
};
