/** The story of one order: how it stands, why, and all that happened. */
import { useEffect } from 'preact/hooks';
import type { Bar, Story } from '../../../answers/story.ts';
import { Badge, type Mood, Waiting } from '../../parts/parts.tsx';
import { Link } from '../../route.tsx';
import { useAnswer } from '../../server/use-answer.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderSpansView } from './order-spans.tsx';
import { Waterfall } from './waterfall.tsx';

/** While an order goes on, its journals are looked at so often, milliseconds. */
const often = 2_000;

const moods: { readonly [status: string]: Mood } = { completed: 'good', cancelled: 'bad' };

export const StoryView = ({ orderId, maySell }: { readonly orderId: string; readonly maySell: boolean }) => {
  const path = `/api/orders/${encodeURIComponent(orderId)}`;
  const quick = useAnswer<Story>(path, often);
  const whole = useAnswer<Story>(`${path}?whole`);
  const commits = quick.data?.bars.length;
  const { again } = whole;
  // What the journals tell is on Kafka a moment later.
  useEffect(() => {
    if (commits === undefined) return;
    const timer = setTimeout(again, often / 2);
    return () => clearTimeout(timer);
  }, [commits, again]);
  const story = newerOf(quick.data, whole.data);
  if (story === undefined) {
    return (
      <>
        <h1>Order</h1>
        <Waiting error={quick.error} what={`the journals of ${orderId}`} />
      </>
    );
  }
  const { status, reason, customer, bars, why, isWhole } = story;
  return (
    <>
      <h1>
        Order of {customer} <Badge mood={moods[status] ?? 'quiet'}>{status}</Badge>
      </h1>
      <p class="id">{orderId}</p>
      {reason !== undefined && <p class="reason">{reason}</p>}
      {why.length > 0 && <Why bars={bars} why={why} status={status} />}
      {maySell && <OrderActions story={story} onDone={quick.again} />}
      <h2>What happened</h2>
      <Waterfall bars={bars} why={why} />
      <OrderSpansView orderId={orderId} />
      <p class="aside" role="status">
        {isWhole
          ? 'From the journals of its contexts and every record on Kafka.'
          : 'From the journals; Kafka is being read …'}{' '}
        {story.correlationIds.length === 1 ? 'One request' : `${story.correlationIds.length} requests`} set it
        in motion. <Link to={['orders']}>All orders</Link>
      </p>
    </>
  );
};

/** The journals are ahead of what was read of the topics; the topics know more. */
const newerOf = (quick: Story | undefined, whole: Story | undefined): Story | undefined => {
  if (quick === undefined || whole === undefined) return whole ?? quick;
  const known = new Set(whole.bars.map(({ id }) => id));
  return quick.bars.every(({ id }) => known.has(id)) ? whole : quick;
};

/** From the first cause to the end, a step each. */
const Why = ({ bars, why, status }: { readonly bars: readonly Bar[] } & Pick<Story, 'why' | 'status'>) => {
  const path = why.flatMap((id) => bars.find((bar) => bar.id === id) ?? []);
  return (
    <section class="why" aria-label={`Why it is ${status}`}>
      <h2>How it came to be {status}</h2>
      <ol>
        {path.map(({ id, context, type, by }) => (
          <li key={id}>
            <span class="by">{by}</span> <strong>{type}</strong> <span class="context">{context}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};
