/** Why an order was cancelled, in a sentence: the reasons that the contract of OrderCancelled names. */

const sentences: { readonly [reason: string]: string } = {
  customer: 'The customer cancelled it before it was dispatched.',
  'out-of-stock': 'There was not enough stock for one of its lines, so the others were released.',
  'payment-declined': 'The payment gateway declined the card.',
  'payment-timed-out': 'The payment gateway did not answer in time.',
  'timed-out': 'Stock and payment did not both answer in time.',
  'dispatch-timed-out': 'It was confirmed, and did not leave the warehouse in time.',
};

export const sentenceOf = (reason: string): string => sentences[reason] ?? `The reason given is “${reason}”.`;

export const knownReasons: readonly string[] = Object.keys(sentences);
