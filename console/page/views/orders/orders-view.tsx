/** Orders: those that were heard of last, and the story of one. */
import { useState } from 'preact/hooks';
import type { RecentOrder } from '../../../answers/story.ts';
import { Waiting, Wide } from '../../parts/parts.tsx';
import { moment } from '../../parts/times.ts';
import { go, Link } from '../../route.tsx';
import { useAnswer } from '../../server/use-answer.ts';
import type { ViewProps } from '../view-props.ts';
import { PlaceOrder } from './place-order.tsx';
import { StoryView } from './story-view.tsx';

export const OrdersView = ({ session, parts: [orderId] }: ViewProps) => {
  const maySell = session.isLocal && session.mayChange;
  return orderId === undefined ? (
    <>
      <h1>Orders</h1>
      {maySell && <PlaceOrder />}
      <Find />
      <Recent />
    </>
  ) : (
    <StoryView orderId={orderId} maySell={maySell} key={orderId} />
  );
};

const Find = () => {
  const [id, setId] = useState('');
  const find = (event: SubmitEvent): void => {
    event.preventDefault();
    if (id.trim() !== '') go(`/orders/${encodeURIComponent(id.trim())}`);
  };
  return (
    <form class="find" onSubmit={find} aria-label="Find an order">
      <label>
        order
        <input
          value={id}
          onInput={(event) => setId(event.currentTarget.value)}
          placeholder="its id"
          autocomplete="off"
        />
      </label>
      <button type="submit">Show its story</button>
    </form>
  );
};

const often = 4_000;

const Recent = () => {
  const { data, error } = useAnswer<readonly RecentOrder[]>('/api/orders', often);
  if (data === undefined) return <Waiting error={error} what="the newest orders" />;
  if (data.length === 0) return <p>No order was placed yet.</p>;
  return (
    <Wide label="The orders that were heard of last">
      <table>
        <caption>The orders that were heard of last</caption>
        <thead>
          <tr>
            <th scope="col">order</th>
            <th scope="col">what happened last</th>
            <th scope="col">when (UTC)</th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ orderId, last, at }) => (
            <tr key={orderId}>
              <td>
                <Link to={['orders', orderId]}>{orderId}</Link>
              </td>
              <td>{last}</td>
              <td>{moment(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
