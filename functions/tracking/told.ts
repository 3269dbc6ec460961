/** What an event says about the life of an order, in tracking's own words. */

/** What the sagas of orders and returns can wait for, step by step. */
export type Step =
  | 'stock'
  | 'payment'
  | 'dispatch'
  | 'cancellation'
  | 'capture'
  | 'return-goods'
  | 'return-stock'
  | 'return-refund'
  | 'return-release'
  | 'return-send-back';

export interface Told {
  /** The order in whose timeline it is shown. */
  readonly orderId: string;
  /** What happened, for people. */
  readonly text: string;
  /** The few details that tell one such event from another. */
  readonly details: { readonly [name: string]: string | number };
  /** What it changes in the summary of an order or a return. @default nothing */
  readonly summary?: SummaryChange;
}

export interface SummaryChange {
  readonly saga: 'order' | 'return';
  /** The order's id, or the return's. */
  readonly id: string;
  /** What is true from now on, until a later event says otherwise. */
  readonly now: { readonly [name: string]: string | number | boolean };
  /** What it waits for from now on, `null` for nothing any more. @default what it waited for before, since then */
  readonly waitsFor?: Step | null;
  /** What was true from the beginning, and is told by the first event alone. @default nothing */
  readonly facts?: Facts;
}

export interface Facts {
  readonly customerId: string;
  /** Milliseconds since 1970. */
  readonly placedAt: number;
  /** In minor units of the currency. */
  readonly total: number;
  readonly currency: string;
}
