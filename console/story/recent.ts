/** The orders that were heard of last, by the end of their topic. */
import type { Connection } from '../../ops/connection.ts';
import { endsOf } from '../../ops/status/offsets.ts';
import { readSpans } from '../../ops/topic-records.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import type { RecentOrder } from '../answers/story.ts';

/** Records of each partition that are looked at. */
const depth = 60;
const most = 40;

export const recentOrders = async (
  { kafka }: Pick<Connection, 'kafka'>,
  signal: AbortSignal,
): Promise<readonly RecentOrder[]> => {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await endsOf(admin, [order.topic]).finally(() => admin.disconnect());
  const spans = (ends.get(order.topic) ?? []).map(({ partition, low, high }) => ({
    topic: order.topic,
    partition,
    from: Math.max(low, high - depth),
    to: high,
  }));
  const found = new Map<string, RecentOrder>();
  const take: Parameters<typeof readSpans>[2] = ({ key, timestamp, headers }) => {
    const last = headers.ce_type?.split('.').at(-1) ?? '?';
    found.set(key, { orderId: key, last, at: timestamp });
  };
  await readSpans(kafka, spans, take, signal);
  return [...found.values()].sort((a, b) => b.at - a.at).slice(0, most);
};
