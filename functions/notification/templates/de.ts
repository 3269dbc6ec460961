/** Our letters in German. */
import { reasonIn, type Wording } from '../wording.ts';

const reasons: Wording['reasons'] = {
  customer: 'Sie haben darum gebeten.',
  'out-of-stock': 'Wir haben nicht alles vorrätig, was Sie bestellt haben.',
  'payment-declined': 'Ihre Zahlung wurde abgelehnt.',
  'payment-timed-out': 'Ihre Zahlung wurde nicht rechtzeitig bestätigt.',
  'timed-out': 'Wir konnten sie nicht rechtzeitig bestätigen.',
  'dispatch-timed-out': 'Wir konnten sie nicht rechtzeitig versenden.',
  other: 'Wir können sie nicht liefern.',
};

export const de: Wording = {
  greeting: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  closing: 'Freundliche Grüße\nTributary',
  reasons,
  draft: ({ template, data }, { money, day }) => {
    const order = `Bestellung ${data.orderId}`;
    switch (template) {
      case 'order-confirmed': {
        const lines = data.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join('\n');
        return {
          subject: `Ihre ${order} ist bestätigt`,
          paragraphs: ['vielen Dank. Ihre Bestellung ist bestätigt, und wir stellen sie zusammen:', lines],
        };
      }
      case 'order-cancelled': {
        const money = 'Was von Ihrem Geld vorgemerkt war, ist wieder frei.';
        return {
          subject: `Ihre ${order} ist storniert`,
          paragraphs: [`Ihre ${order} ist storniert. ${reasonIn(reasons, data.reason)}`, money],
        };
      }
      case 'cancellation-rejected':
        return {
          subject: `Ihre ${order} konnte nicht storniert werden`,
          paragraphs: [`Ihre ${order} ist schon unterwegs und konnte nicht storniert werden.`],
        };
      case 'order-completed':
        return {
          subject: `Ihre ${order} ist bezahlt`,
          paragraphs: [
            `wir haben ${money(data.amount, data.currency)} für Ihre ${order} erhalten. Vielen Dank.`,
          ],
        };
      case 'shipment-dispatched':
        return {
          subject: `Ihre ${order} ist unterwegs`,
          paragraphs: [`das letzte Paket Ihrer ${order} ist am ${day(data.movedAt)} abgegangen.`],
        };
      case 'shipment-delivered':
        return {
          subject: `Ihre ${order} wurde zugestellt`,
          paragraphs: [`das letzte Paket Ihrer ${order} wurde am ${day(data.movedAt)} zugestellt.`],
        };
    }
  },
};
