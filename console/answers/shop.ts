/** What can be ordered on a laptop, and how an order can end. */

export interface ShopWindow {
  readonly customers: readonly string[];
  readonly goods: readonly { readonly sku: string /** In minor units. */; readonly unitPrice: number }[];
  readonly endings: readonly { readonly name: string; readonly says: string }[];
}

export interface Placed {
  readonly orderId: string;
}

/** What was done, in a sentence. */
export interface Acted {
  readonly says: string;
}
