/** Places an order on a laptop, and picks how it ends. */
import { useState } from 'preact/hooks';
import type { Placed, ShopWindow } from '../../../answers/shop.ts';
import { Fault, Waiting } from '../../parts/parts.tsx';
import { go } from '../../route.tsx';
import { ask } from '../../server/ask.ts';
import { useAnswer } from '../../server/use-answer.ts';

export const PlaceOrder = () => {
  const { data: shop, error } = useAnswer<ShopWindow>('/api/shop');
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  if (shop === undefined) return <Waiting error={error} what="what can be ordered" />;
  const place = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const body = { ...Object.fromEntries(form), quantity: Number(form.get('quantity')) };
    setIsBusy(true);
    try {
      const { orderId } = await ask<Placed>('/api/orders', { body });
      go(`/orders/${orderId}`);
    } catch (refused) {
      setFault((refused as Error).message);
      setIsBusy(false);
    }
  };
  return (
    <form class="place" onSubmit={place} aria-label="Place an order">
      <label>
        customer
        <select name="customer">
          {shop.customers.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        orders
        <select name="sku">
          {shop.goods.map(({ sku, unitPrice }) => (
            <option key={sku} value={sku}>
              {sku}, {(unitPrice / 100).toFixed(2)} EUR
            </option>
          ))}
        </select>
      </label>
      <label>
        units
        <input name="quantity" type="number" min="1" max="100" value="1" required />
      </label>
      <label>
        and then
        <select name="ending">
          {shop.endings.map(({ name, says }) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="main" disabled={isBusy}>
        Place the order
      </button>
      <Fault says={fault} />
    </form>
  );
};
