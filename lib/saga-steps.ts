/** The steps in which orders and returns can wait: what for, and how long is too long. */

export interface SagaStep {
  readonly step: string;
  /** Who has to say what, so that it goes on. */
  readonly waitsFor: string;
  /** Who waits longer is stuck, and somebody has to look. */
  readonly thresholdMinutes: number;
}

const hour = 60;
const day = 24 * hour;

/** Where a deadline should have ended the wait, the threshold lies behind it; a parcel is asked after before. */
export const sagaSteps: readonly SagaStep[] = [
  {
    step: 'stock',
    waitsFor: 'inventory to reserve every line: ReservationCompleted, -Rejected or -Expired (10 minutes)',
    thresholdMinutes: 15,
  },
  {
    step: 'payment',
    waitsFor: 'payment to have the amount held: PaymentAuthorized or PaymentDeclined (15 minutes)',
    thresholdMinutes: 20,
  },
  {
    step: 'dispatch',
    waitsFor: 'the carrier to take the last parcel: ShipmentDispatched (7 days, then it is cancelled)',
    thresholdMinutes: 5 * day,
  },
  {
    step: 'cancellation',
    waitsFor: 'shipping to say whether anything has left: ShipmentCancelled or -CancellationRejected',
    thresholdMinutes: 15,
  },
  {
    step: 'capture',
    waitsFor: 'the gateway to take the money: PaymentCaptured',
    thresholdMinutes: hour,
  },
  {
    step: 'return-goods',
    waitsFor: 'the customer to send the goods: ReturnReceived or ReturnExpired (14 days)',
    thresholdMinutes: 15 * day,
  },
  {
    step: 'return-stock',
    waitsFor: 'inventory to take every line back: StockTakenBack (asked again after 10 minutes)',
    thresholdMinutes: 30,
  },
  {
    step: 'return-refund',
    waitsFor:
      'payment to give the money back: PaymentRefunded or RefundRejected (asked again after 10 minutes)',
    thresholdMinutes: hour,
  },
  {
    step: 'return-release',
    waitsFor: 'inventory to release every line: StockReleased (asked again after 10 minutes)',
    thresholdMinutes: 30,
  },
  {
    step: 'return-send-back',
    waitsFor: 'inventory to send every line back: StockDispatched (asked again after 10 minutes)',
    thresholdMinutes: 30,
  },
];
