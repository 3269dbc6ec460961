/** How an order can be made to end, and what is ordered for that. */
import { stock } from '../../local/seed.ts';

export interface Ending {
  readonly name: string;
  readonly says: string;
  /** Of the payment gateway's stand-in. */
  readonly paymentToken: 'approve' | 'decline' | 'timeout';
  /** Of which there is none. @default what the customer chose alone */
  readonly besides?: string;
}

/** What nobody has on a shelf. */
const soldOut = stock.find(({ onHand }) => Object.values(onHand).every((units) => units === 0))?.sku;

export const endings: readonly Ending[] = [
  { name: 'paid', says: 'it is paid, and waits for the carrier', paymentToken: 'approve' },
  { name: 'declined', says: 'the card is declined', paymentToken: 'decline' },
  {
    name: 'out-of-stock',
    says: `a ${soldOut} is ordered, too, and there is none`,
    paymentToken: 'approve',
    ...(soldOut !== undefined && { besides: soldOut }),
  },
  { name: 'timed-out', says: 'the gateway does not answer', paymentToken: 'timeout' },
];
