/** What customers are written about, and who they are to us. */

/** The languages that we write in. */
export type Language = 'de' | 'en' | 'fr';

/** A letter to write, in no language yet: the name of its template, with what it is about. */
export type Mail =
  | { readonly template: 'order-confirmed'; readonly data: Confirmed }
  | { readonly template: 'order-cancelled'; readonly data: About & { readonly reason: string } }
  | { readonly template: 'cancellation-rejected'; readonly data: About }
  | { readonly template: 'order-completed'; readonly data: Paid }
  | { readonly template: 'shipment-dispatched' | 'shipment-delivered'; readonly data: Moved };

export interface About {
  readonly orderId: string;
}

export interface Confirmed extends About {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface Paid extends About {
  /** In minor units of the currency. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

export interface Moved extends About {
  /** Milliseconds since 1970. */
  readonly movedAt: number;
}

/** How a customer is reached; our own words for a counterparty of the old CRM. */
export interface Contact {
  readonly name: string;
  /** Empty when the CRM knows none. */
  readonly email: string;
  readonly language: Language;
}
