/** Lambda: shipments over HTTP, and the carrier's webhook. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { isRefusal } from '../platform/commit/decider.ts';
import { httpApi, type Route, refused, route } from '../platform/http/http.ts';
import { type HttpEvent, textOf } from '../platform/http/request.ts';
import { observed } from '../platform/observed.ts';
import { causeOf, moveOf, refuseFromTheFuture } from './carrier-event.ts';
import { refuseUnlessSigned, signatureHeader } from './carrier-signature.ts';
import { readShipment, takeCarrierEvent } from './routes.ts';
import { shipmentView } from './shipment-view.ts';
import { carrierSecret, shipments } from './wiring.ts';

const read = route(readShipment.body, async ({ parameters: { id = '' }, caller }) => {
  const { state } = await shipments.read(id);
  return { status: 200, body: shipmentView(id, state, caller) };
});

const takeSigned = route(takeCarrierEvent.body, async ({ body, cause }) => {
  refuseFromTheFuture(body, Date.now());
  const outcome = await shipments.handle(moveOf(body), causeOf(body, cause));
  if (isRefusal(outcome)) throw refused(outcome);
  return { status: 202, body: { eventId: body.eventId } };
});

/** Nothing of a body is looked at before its signature is. */
const take: Route = async (event) => {
  refuseUnlessSigned(textOf(event), event.headers[signatureHeader], carrierSecret, Date.now());
  return takeSigned(event);
};

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('shipping.api'))
  .handler(httpApi({ [readShipment.key]: read, [takeCarrierEvent.key]: take }));
