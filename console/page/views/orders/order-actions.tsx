/** What customers and carriers can do with an order, on a laptop. */
import { useState } from 'preact/hooks';
import type { Acted } from '../../../answers/shop.ts';
import type { Story } from '../../../answers/story.ts';
import { Fault } from '../../parts/parts.tsx';
import { ask } from '../../server/ask.ts';

const actions = [
  { name: 'cancel', title: 'Cancel it', when: ['placed', 'confirmed', 'cancelling'] },
  {
    name: 'deliver',
    title: 'Let the carrier go one step on',
    when: ['confirmed', 'dispatched', 'completed'],
  },
  { name: 'return', title: 'Send one unit back', when: ['completed'] },
] as const;

export const OrderActions = ({ story, onDone }: { readonly story: Story; readonly onDone: () => void }) => {
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const { orderId, customer, status } = story;
  const act = async (name: string): Promise<void> => {
    setBusy(name);
    setFault(undefined);
    try {
      const { says } = await ask<Acted>(`/api/orders/${orderId}/${name}`, { body: { customer } });
      setSaid(says);
      onDone();
    } catch (error) {
      setFault((error as Error).message);
    } finally {
      setBusy(undefined);
    }
  };
  const possible = actions.filter(({ when }) => (when as readonly string[]).includes(status));
  return (
    <div class="actions">
      {possible.map(({ name, title }) => (
        <button key={name} type="button" disabled={busy !== undefined} onClick={() => void act(name)}>
          {title}
        </button>
      ))}
      <p role="status">{said}</p>
      <Fault says={fault} />
    </div>
  );
};
