/** Customers who place orders at a steady rate, whatever happens, and do with each what its story says. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { carrier } from '../../local/carrier.ts';
import type { Shop } from '../../local/shop.ts';
import type { Stack } from '../../local/stack-file.ts';
import { customers as names } from '../../local/users.ts';
import type { Accepted } from '../checker/facts.ts';
import type { Random } from '../random.ts';
import { persistent } from './persistent.ts';
import { signedIn } from './signed-in.ts';
import { type Purchase, purchase } from './stories.ts';
import type { Watch } from './watch.ts';

export interface LoadProps {
  readonly stack: Stack;
  readonly skus: readonly string[];
  /** Orders per second. */
  readonly rate: number;
  readonly random: Random;
  readonly watch: Watch;
  readonly goesOn: () => boolean;
  /** How long a customer asks again and again, milliseconds. */
  readonly patience: number;
}

type Progress = { -readonly [field in keyof Accepted]: Accepted[field] };

export interface Load {
  /** Resolves when the last order was placed. */
  readonly placed: Promise<void>;
  /** Resolves when every story was told to its end. */
  readonly told: Promise<void>;
  /** What was accepted until now. */
  readonly accepted: () => readonly Accepted[];
}

export const startLoad = async (props: LoadProps): Promise<Load> => {
  const { skus, rate, random, watch, goesOn } = props;
  const buyers = await signedIn(props.stack, names);
  const accepted: Progress[] = [];
  const underway = new Set<Promise<void>>();
  /** A backlog would make recovery look slow. */
  const isBusy = (): boolean =>
    underway.size >= 60 + 20 * rate || watch.openSince(Date.now() - 60_000) >= 20 + 4 * rate;
  const place = async (): Promise<void> => {
    const startedAt = Date.now();
    for (let number = 0; goesOn(); number += 1) {
      const ordered = purchase(number, skus, random);
      const story = tell(ordered, random.oneOf(await buyers()), accepted, props);
      underway.add(story);
      void story.finally(() => underway.delete(story));
      await sleep(Math.max(0, startedAt + ((number + 1) * 1_000) / rate - Date.now()));
      while (goesOn() && isBusy()) await sleep(50);
    }
  };
  const placed = place();
  const told = placed.then(() => Promise.all(underway)).then(() => undefined);
  return { placed, told, accepted: () => accepted };
};

const tell = async (
  ordered: Purchase,
  buyer: Shop,
  accepted: Progress[],
  props: LoadProps,
): Promise<void> => {
  const until = Date.now() + props.patience;
  const answers = await place(ordered, buyer, until);
  const [orderId] = answers;
  if (orderId === undefined) return;
  const order: Progress = { orderId, answers, cancelAccepted: false, dispatchAccepted: false };
  accepted.push(order);
  props.watch.placed(orderId, Date.now());
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
  { stack, watch, patience }: LoadProps,
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
  { watch, patience }: LoadProps,
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
