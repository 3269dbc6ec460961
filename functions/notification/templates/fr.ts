/** Our letters in French. */
import { reasonIn, type Wording } from '../wording.ts';

const reasons: Wording['reasons'] = {
  customer: 'Vous l’avez demandé.',
  'out-of-stock': 'Nous n’avons pas tous les articles en stock.',
  'payment-declined': 'Votre paiement a été refusé.',
  'payment-timed-out': 'Votre paiement n’a pas été confirmé à temps.',
  'timed-out': 'Nous n’avons pas pu la confirmer à temps.',
  'dispatch-timed-out': 'Nous n’avons pas pu l’expédier à temps.',
  other: 'Nous ne pouvons pas la livrer.',
};

export const fr: Wording = {
  greeting: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
  closing: 'Cordialement\nTributary',
  reasons,
  draft: ({ template, data }, { money, day }) => {
    const order = `commande ${data.orderId}`;
    switch (template) {
      case 'order-confirmed': {
        const lines = data.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join('\n');
        return {
          subject: `Votre ${order} est confirmée`,
          paragraphs: ['merci. Votre commande est confirmée, et nous la préparons :', lines],
        };
      }
      case 'order-cancelled': {
        const money = 'L’argent que nous avions réservé est libéré.';
        return {
          subject: `Votre ${order} est annulée`,
          paragraphs: [`votre ${order} est annulée. ${reasonIn(reasons, data.reason)}`, money],
        };
      }
      case 'cancellation-rejected':
        return {
          subject: `Votre ${order} n’a pas pu être annulée`,
          paragraphs: [`votre ${order} est déjà en route et n’a pas pu être annulée.`],
        };
      case 'order-completed':
        return {
          subject: `Votre ${order} est payée`,
          paragraphs: [`nous avons reçu ${money(data.amount, data.currency)} pour votre ${order}. Merci.`],
        };
      case 'shipment-dispatched':
        return {
          subject: `Votre ${order} est en route`,
          paragraphs: [`le dernier colis de votre ${order} est parti le ${day(data.movedAt)}.`],
        };
      case 'shipment-delivered':
        return {
          subject: `Votre ${order} est livrée`,
          paragraphs: [`le dernier colis de votre ${order} a été livré le ${day(data.movedAt)}.`],
        };
    }
  },
};
