/** Places one order, and does with it what its story says. */
import { randomUUID } from 'node:crypto';
import { carrier } from '../../local/carrier.ts';
import type { Shop } from '../../local/shop.ts';
import type { Stack } from '../../local/stack-file.ts';
import type { Accepted } from '../checker/facts.ts';
import { persistent } from './persistent.ts';
import type { Purchase } from './stories.ts';
import type { Watch } from './watch.ts';

export interface TellingProps {
  readonly stack: Stack;
  readonly watch: Watch;
  /** How long a customer asks again and again, milliseconds. */
  readonly patience: number;
}

export type Progress = { -readonly [field in keyof Accepted]: Accepted[field] };

/** @param answered told once what was accepted; its fields change while the story goes on */
export const tell = async (
  ordered: Purchase,
  buyer: Shop,
  answered: (order: Progress | undefined) => void,
  props: TellingProps,
): Promise<void> => {
  const until = Date.now() + props.patience;
  const answers = await place(ordered, buyer, until);
  const [orderId] = answers;
  if (orderId === undefined) return answered(undefined);
  const order: Progress = { orderId, answers, cancelAccepted: false, dispatchAccepted: false };
  answered(order);
  const { fate } = ordered.story;
  if (fate === 'nothing') return;
  if (fate === 'cancelled-late') await props.watch.until(orderId, ['OrderConfirmed', 'OrderCancelled']);
  if (fate === 'cancelled' || fate === 'cancelled-late') {
    order.cancelAccepted = await cancelled(order, buyer, Date.now() + props.patience);
    return;
  }
  order.dispatchAccepted = await dispatched(order, buyer, props);
  if (fate === 'sent-back' && order.dispatchAccepted) await sentBack(ordered, order, buyer, props);
};

/** Every tenth is asked for again, as after an answer that was lost. */
const place = async ({ number, story, lines }: Purchase, { post }: Shop, until: number) => {
  const key = randomUUID();
  const body = { lines, currency: 'EUR', paymentToken: story.paymentToken };
  const answers: string[] = [];
  for (let time = 0; time < (number % 10 === 0 ? 2 : 1); time += 1) {
    const answer = await persistent({
      ask: () => post(body, { 'idempotency-key': key }),
      isGood: ({ status }) => status === 202,
      until,
    });
    if (answer !== undefined) answers.push(answer.body.orderId);
  }
  return answers;
};

const cancelled = async ({ orderId }: Accepted, { cancel }: Shop, until: number): Promise<boolean> => {
  const isGood = ({ status }: { readonly status: number }): boolean => status === 202;
  return (await persistent({ ask: () => cancel(orderId), isGood, until })) !== undefined;
};

/** Every parcel leaves as soon as there is one. @returns whether the carrier's word was taken for each */
const dispatched = async (
  { orderId }: Accepted,
  { shipment }: Shop,
  { stack, watch, patience }: TellingProps,
): Promise<boolean> => {
  await watch.until(orderId, ['ShipmentRequested', 'OrderCancelled']);
  const until = Date.now() + patience;
  const packed = await persistent({
    ask: () => shipment(orderId),
    isGood: ({ parcels = [] }) => parcels.length > 0,
    until,
  });
  const { dispatch } = carrier(stack.apiUrl, stack.carrierSecret);
  for (const { parcelId } of packed?.parcels ?? []) {
    const ask = () => dispatch(orderId, parcelId);
    const taken = await persistent({ ask, isGood: ({ status }) => status === 202, until });
    if (taken === undefined) return false;
  }
  return packed !== undefined;
};

/** One unit of the first line comes back. */
const sentBack = async (
  { lines: [line] }: Purchase,
  { orderId }: Accepted,
  { call, receive }: Shop,
  { watch, patience }: TellingProps,
): Promise<void> => {
  await watch.until(orderId, ['OrderCompleted', 'OrderCancelled']);
  const until = Date.now() + patience;
  const body = { orderId, lines: [{ sku: line?.sku, quantity: 1 }], reason: 'changed my mind' };
  const headers = { 'idempotency-key': randomUUID() };
  const asked = await persistent({
    ask: () => call<{ readonly returnId: string }>('POST', '/returns/returns', { body, headers }),
    isGood: ({ status }) => status === 202,
    until,
    pause: 1_000,
  });
  if (asked === undefined) return;
  const ask = () => receive(asked.body.returnId);
  await persistent({ ask, isGood: ({ status }) => status === 202, until });
};
