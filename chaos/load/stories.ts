/** What customers do, as data: a mix of every ending that an order can have. */
import type { Random } from '../random.ts';

/** What becomes of an order beside what the system does by itself. */
export type Fate = 'nothing' | 'cancelled' | 'cancelled-late' | 'dispatched' | 'sent-back';

export interface Story {
  readonly name: string;
  readonly weight: number;
  readonly paymentToken: 'approve' | 'decline' | 'timeout' | 'twice';
  /** Ask for units that are not there. */
  readonly soldOut?: boolean;
  readonly fate: Fate;
}

const stories: readonly Story[] = [
  { name: 'confirmed', weight: 50, paymentToken: 'approve', fate: 'nothing' },
  { name: 'declined', weight: 10, paymentToken: 'decline', fate: 'nothing' },
  { name: 'gateway times out', weight: 1, paymentToken: 'timeout', fate: 'nothing' },
  { name: 'gateway answers twice', weight: 6, paymentToken: 'twice', fate: 'nothing' },
  { name: 'out of stock', weight: 8, paymentToken: 'approve', soldOut: true, fate: 'nothing' },
  { name: 'cancelled at once', weight: 5, paymentToken: 'approve', fate: 'cancelled' },
  { name: 'cancelled when confirmed', weight: 5, paymentToken: 'approve', fate: 'cancelled-late' },
  { name: 'dispatched', weight: 13, paymentToken: 'approve', fate: 'dispatched' },
  { name: 'sent back', weight: 4, paymentToken: 'approve', fate: 'sent-back' },
];

export interface Purchase {
  readonly number: number;
  readonly story: Story;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPrice: number }[];
}

export const soldOutSku = (skus: readonly string[]): string => `${skus[0]}-SOLD-OUT`;

/** @param skus at least two */
export const purchase = (number: number, skus: readonly string[], random: Random): Purchase => {
  const story = random.weighted(stories);
  const first = random.between(0, skus.length - 1);
  const count = random.between(1, 2);
  const chosen = Array.from({ length: count }, (_, index) => skus[(first + index) % skus.length] ?? '');
  const lines = chosen.map((sku) => ({
    sku,
    quantity: random.between(1, 3),
    unitPrice: 100 * random.between(1, 9),
  }));
  const missing = { sku: soldOutSku(skus), quantity: 1, unitPrice: 100 };
  return { number, story, lines: story.soldOut === true ? [...lines, missing] : lines };
};
