/** What orders, shipments and counterparties mean to us: a letter to write, or how a customer is reached. */
import type {
  CounterpartyEvent,
  CounterpartyRegistered,
} from '../../schemas/crm/counterparty/contract.gen.ts';
import type { OrderConfirmed, OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { ShipmentEvent } from '../../schemas/shipping/shipment/contract.gen.ts';
import type { Confirmed, Contact, Language, Mail } from './mail.ts';

/** The foreign events that we listen to; all others are passed over unread. */
export const heard = [
  'OrderConfirmed',
  'OrderCancelled',
  'OrderCancellationRejected',
  'OrderCompleted',
  'ShipmentDispatched',
  'ShipmentDelivered',
  'CounterpartyRegistered',
  'CounterpartyAmended',
  'CounterpartyClosed',
] as const;

export type HeardEvent = Extract<
  OrderEvent | ShipmentEvent | CounterpartyEvent,
  { type: (typeof heard)[number] }
>;

const counterparty = ['cptyNo', 'nm1', 'nm2', 'emailAdr', 'langCd'] as const;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  OrderConfirmed: ['orderId', 'customerId', 'lines.sku', 'lines.quantity'],
  OrderCancelled: ['orderId', 'customerId', 'reason'],
  OrderCancellationRejected: ['orderId', 'customerId'],
  OrderCompleted: ['orderId', 'customerId', 'amount', 'currency'],
  ShipmentDispatched: ['shipmentId', 'customerId', 'dispatchedAt'],
  ShipmentDelivered: ['shipmentId', 'customerId', 'deliveredAt'],
  CounterpartyRegistered: counterparty,
  CounterpartyAmended: counterparty,
  CounterpartyClosed: ['cptyNo'],
} as const satisfies ReadsOf<HeardEvent>;

export type NotificationCommand =
  | { readonly type: 'WriteMail'; readonly data: { readonly customerId: string; readonly mail: Mail } }
  | { readonly type: 'TakeContact'; readonly data: Contact & { readonly customerId: string } }
  | { readonly type: 'CloseContact'; readonly data: { readonly customerId: string } };

/** Undefined for an event of the time before it said whose order it is: there is nobody to write to. */
export const policy = ({ type, data }: HeardEvent): NotificationCommand | undefined => {
  switch (type) {
    case 'OrderConfirmed':
      return write(data, { template: 'order-confirmed', data: confirmed(data) });
    case 'OrderCancelled': {
      const { orderId, reason } = data;
      return write(data, { template: 'order-cancelled', data: { orderId, reason } });
    }
    case 'OrderCancellationRejected':
      return write(data, { template: 'cancellation-rejected', data: { orderId: data.orderId } });
    case 'OrderCompleted': {
      const { orderId, amount, currency } = data;
      return write(data, { template: 'order-completed', data: { orderId, amount, currency } });
    }
    case 'ShipmentDispatched': {
      const moved = { orderId: data.shipmentId, movedAt: data.dispatchedAt };
      return write(data, { template: 'shipment-dispatched', data: moved });
    }
    case 'ShipmentDelivered': {
      const moved = { orderId: data.shipmentId, movedAt: data.deliveredAt };
      return write(data, { template: 'shipment-delivered', data: moved });
    }
    case 'CounterpartyRegistered':
    case 'CounterpartyAmended':
      return { type: 'TakeContact', data: contactOf(data) };
    case 'CounterpartyClosed':
      return { type: 'CloseContact', data: { customerId: customerIdOf(data) } };
  }
};

const write = (
  { customerId }: { readonly customerId: string },
  mail: Mail,
): NotificationCommand | undefined =>
  customerId === '' ? undefined : { type: 'WriteMail', data: { customerId, mail } };

/** The customer cares how many there are of each, not which warehouse each comes from. */
const confirmed = ({ orderId, lines }: OrderConfirmed): Confirmed => {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return { orderId, lines: [...quantities].map(([sku, quantity]) => ({ sku, quantity })) };
};

/** LANG_CD of the old CRM; whoever speaks anything else is written to in English. */
const languages: ReadonlyMap<string, Language> = new Map([
  ['D', 'de'],
  ['E', 'en'],
  ['F', 'fr'],
]);

const contactOf = (data: CounterpartyRegistered): Contact & { readonly customerId: string } => ({
  customerId: customerIdOf(data),
  name: `${data.nm2} ${data.nm1}`.trim(),
  email: data.emailAdr.trim(),
  language: languages.get(data.langCd) ?? 'en',
});

const customerIdOf = ({ cptyNo }: { readonly cptyNo: string }): string => cptyNo.toLowerCase();
