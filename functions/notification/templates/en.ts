/** Our letters in English. */
import { reasonIn, type Wording } from '../wording.ts';

const reasons: Wording['reasons'] = {
  customer: 'You asked for it.',
  'out-of-stock': 'We do not have everything that you ordered in stock.',
  'payment-declined': 'Your payment was declined.',
  'payment-timed-out': 'Your payment was not confirmed in time.',
  'timed-out': 'We could not confirm it in time.',
  'dispatch-timed-out': 'We could not dispatch it in time.',
  other: 'We cannot deliver it.',
};

export const en: Wording = {
  greeting: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  closing: 'Kind regards\nTributary',
  reasons,
  draft: ({ template, data }, { money, day }) => {
    const order = `order ${data.orderId}`;
    switch (template) {
      case 'order-confirmed': {
        const lines = data.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join('\n');
        return {
          subject: `Your ${order} is confirmed`,
          paragraphs: ['thank you. Your order is confirmed, and we are preparing it:', lines],
        };
      }
      case 'order-cancelled': {
        const money = 'Whatever was held of your money is released.';
        return {
          subject: `Your ${order} is cancelled`,
          paragraphs: [`your ${order} is cancelled. ${reasonIn(reasons, data.reason)}`, money],
        };
      }
      case 'cancellation-rejected':
        return {
          subject: `Your ${order} could not be cancelled`,
          paragraphs: [`your ${order} is on its way already, and could not be cancelled.`],
        };
      case 'order-completed':
        return {
          subject: `Your ${order} is paid`,
          paragraphs: [`we received ${money(data.amount, data.currency)} for your ${order}. Thank you.`],
        };
      case 'shipment-dispatched':
        return {
          subject: `Your ${order} is on its way`,
          paragraphs: [`the last parcel of your ${order} left on ${day(data.movedAt)}.`],
        };
      case 'shipment-delivered':
        return {
          subject: `Your ${order} was delivered`,
          paragraphs: [`the last parcel of your ${order} was delivered on ${day(data.movedAt)}.`],
        };
    }
  },
};
