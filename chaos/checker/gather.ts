/** Gathers what can be seen of a run from outside, and leaves out what is not its own. */
import { limited } from '../../bench/limited.ts';
import type { Shop } from '../../local/shop.ts';
import type { Stack } from '../../local/stack-file.ts';
import type { Accepted, Facts, Poisoned, Said, StockFact } from './facts.ts';
import { type Queues, readLetters } from './letters.ts';
import { readTopics } from './read-topics.ts';

export interface GatherProps {
  readonly stack: Stack;
  readonly operator: Shop;
  readonly queues: Queues;
  /** Asks what operators are told to be parked. */
  readonly parked: () => Promise<readonly string[]>;
  /** Of the run's own SKUs, what was counted. */
  readonly counted: ReadonlyMap<string, number>;
  readonly accepted: readonly Accepted[];
  readonly poisoned: readonly Poisoned[];
  /** When the run began, milliseconds since 1970. */
  readonly since: number;
  /** Of how many orders the API is asked at most. */
  readonly views: number;
}

export const gather = async (props: GatherProps): Promise<Facts> => {
  const { stack, operator, queues, counted, accepted, poisoned, since } = props;
  const poison = poisoned.map(({ record: { key } }) => Buffer.from(key ?? '', 'base64').toString());
  const said = ofRun(await readTopics(stack), new Set([...counted.keys(), ...poison]));
  const orders = new Set(said.filter(({ type }) => type === 'OrderPlaced').map(({ subject }) => subject));
  const letters = await readLetters(stack.awsEndpoint, queues);
  const held = await operator.held();
  return {
    accepted,
    said,
    held: held.filter(({ paymentId }) => orders.has(paymentId)),
    stock: await stockOf(operator, counted),
    views: await viewsOf(props, [...orders]),
    poisoned,
    letters: letters.filter(({ at }) => at >= since),
    parked: await props.parked(),
  };
};

const stockOf = (operator: Shop, counted: GatherProps['counted']): Promise<readonly StockFact[]> =>
  limited(4, [...counted], async ([sku, units]) => {
    const { onHand, reserved } = await operator.stock(sku);
    return { sku, counted: units, onHand, reserved };
  });

/** Evenly over the run. */
const viewsOf = ({ operator, views }: GatherProps, orders: readonly string[]) => {
  const step = Math.max(1, Math.ceil(orders.length / views));
  const asked = orders.filter((_, index) => index % step === 0);
  return limited(8, asked, async (orderId) => {
    const { status } = await operator.asOperator<{ readonly status: string }>(`/ordering/orders/${orderId}`);
    return { orderId, status };
  });
};

/** What is about the run's SKUs and other keys, the orders of them, and the returns of those. */
export const ofRun = (said: readonly Said[], skus: ReadonlySet<string>): readonly Said[] => {
  const own = new Set(skus);
  for (const { type, subject, data } of said) {
    const lines = (data.lines ?? []) as readonly { readonly sku: string }[];
    if (type === 'OrderPlaced' && lines.some(({ sku }) => skus.has(sku))) own.add(subject);
  }
  for (const { type, subject, data } of said) {
    if (type === 'ReturnRequested' && own.has(String(data.orderId))) own.add(subject);
  }
  return said.filter(({ subject, key }) => own.has(subject) || own.has(key));
};
