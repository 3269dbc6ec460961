/** What the APIs answer, as far as demos, journeys and benches read it. */

export interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface OrderView {
  readonly orderId: string;
  readonly status: string;
  readonly reason?: string;
  readonly total: number;
  readonly lines: readonly Line[];
}

export interface StockView {
  readonly onHand: number;
  readonly reserved: number;
  readonly warehouses: readonly {
    readonly name: string;
    readonly onHand: number;
    readonly reserved: number;
  }[];
}

export interface HeldPayment {
  readonly paymentId: string;
  readonly amount: number;
  readonly status: string;
  readonly requests: number;
  readonly refunds: { readonly [refundId: string]: number };
}

export interface ShipmentView {
  readonly status: string;
  readonly parcels: readonly {
    readonly parcelId: string;
    readonly warehouse: string;
    readonly status: string;
  }[];
}

export interface ReturnView {
  readonly status: string;
  readonly step?: string;
  readonly amount: number;
}

export interface Timeline {
  readonly status: string;
  readonly entries: readonly { readonly type: string; readonly text: string; readonly source: string }[];
}

export interface HourlyRevenue {
  readonly rows: readonly {
    readonly sku: string;
    readonly currency: string;
    readonly units: number;
    readonly revenue: number;
  }[];
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}
