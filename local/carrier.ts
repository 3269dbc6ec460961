/** A carrier to try things with: it signs what it says of parcels, and sends it to the webhook. */
import { createHmac, randomUUID } from 'node:crypto';

export interface CarrierEvent {
  readonly eventId: string;
  readonly shipmentId: string;
  readonly parcelId: string;
  readonly event: 'dispatched' | 'delivered';
  readonly carrier: string;
  readonly trackingCode: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface CarrierAnswer {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown };
}

/** @param seconds since 1970, when it is sent; @param secrets more than one while the secret is being changed */
export const signatureOf = (text: string, seconds: number, ...secrets: readonly string[]): string => {
  const signatures = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex'),
  );
  return [`t=${seconds}`, ...signatures.map((signature) => `v1=${signature}`)].join(',');
};

const signed = (text: string, secret: string) => ({
  'x-carrier-signature': signatureOf(text, Math.floor(Date.now() / 1_000), secret),
});

/** @param apiUrl the front door's; @param secret the functions' CARRIER_SECRET */
export const carrier = (apiUrl: string, secret: string) => {
  /** With headers of its own it can be unsigned, or signed wrongly. */
  const post = async (
    text: string,
    headers: { readonly [name: string]: string } = signed(text, secret),
  ): Promise<CarrierAnswer> => {
    const response = await fetch(`${apiUrl}/shipping/carrier-events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
    });
    return { status: response.status, body: (await response.json()) as CarrierAnswer['body'] };
  };

  /** @param correlationId what to be known by in every log and message */
  const tell =
    (event: CarrierEvent['event']) =>
    (shipmentId: string, parcelId: string, correlationId: string = randomUUID()) => {
      const text = JSON.stringify(eventOf(event, shipmentId, parcelId));
      return post(text, { ...signed(text, secret), 'x-correlation-id': correlationId });
    };

  return { post, dispatch: tell('dispatched'), deliver: tell('delivered') };
};

export type Carrier = ReturnType<typeof carrier>;

/** What happened to a parcel just now. */
export const eventOf = (
  event: CarrierEvent['event'],
  shipmentId: string,
  parcelId: string,
): CarrierEvent => ({
  eventId: randomUUID(),
  shipmentId,
  parcelId,
  event,
  carrier: 'Pigeon Post',
  trackingCode: `PP-${parcelId.slice(-11).toUpperCase()}`,
  at: Date.now(),
});
