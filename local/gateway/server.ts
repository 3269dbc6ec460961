/** A payment gateway to try things with: what it does is written in the token of the payment. */
import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { type RunningServer, serve } from '../http-server.ts';
import { type Held, ledger } from './ledger.ts';

export interface GatewayProps {
  readonly port: number;
  /** Where late and repeated answers are delivered, signed with the secret. */
  readonly answersUrl: string;
  readonly secret: string;
}

const authorization = z.object({
  paymentId: z.string(),
  amount: z.int(),
  currency: z.string(),
  token: z.string(),
});
const givingUp = z.object({ paymentId: z.string() });
const taking = z.object({ paymentId: z.string(), amount: z.int() });
const availability = z.object({ available: z.boolean() });
const nextAnswer = z.object({ outcome: z.literal('declined') });
const givingBack = z.object({ paymentId: z.string(), refundId: z.string(), amount: z.int() });

/**
 * `approve` is authorized, `decline` and every unknown token declined. `timeout` is authorized and never answered.
 * `twice` is authorized, and the answer is delivered again by webhook. `GET /payments` shows what is held.
 * `PUT /availability` with `{ "available": false }` lets it answer 503 to everything but that, until it is told otherwise.
 * `PUT /next-answer` with `{ "outcome": "declined" }` declines the next payment that it has not met before.
 */
export const startGateway = ({ port, answersUrl, secret }: GatewayProps): Promise<RunningServer> => {
  const held = ledger();
  let available = true;
  let declinesNext = false;

  const authorize = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const given = authorization.parse(await json(request));
    const isDeclined = declinesNext && !held.knows(given.paymentId);
    const asked = isDeclined ? { ...given, token: 'decline' } : given;
    if (isDeclined) declinesNext = false;
    const payment = held.authorize(asked);
    if (asked.token === 'timeout') return;
    answer(response, 200, answerOf(payment));
    if (asked.token === 'twice') await deliver(payment);
  };

  const deliver = async (payment: Held): Promise<void> => {
    const body = JSON.stringify({ paymentId: payment.paymentId, ...answerOf(payment) });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    await fetch(answersUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gateway-signature': signature },
      body,
    });
  };

  const routes: { readonly [route: string]: typeof authorize } = {
    'POST /authorizations': authorize,
    'POST /voids': async (request, response) => {
      held.void(givingUp.parse(await json(request)).paymentId);
      answer(response, 200, {});
    },
    'POST /captures': async (request, response) => {
      const { paymentId, amount } = taking.parse(await json(request));
      held.capture(paymentId, amount);
      answer(response, 200, {});
    },
    'POST /refunds': async (request, response) => {
      const { paymentId, refundId, amount } = givingBack.parse(await json(request));
      held.refund(paymentId, refundId, amount);
      answer(response, 200, {});
    },
    'GET /health': async (_request, response) => answer(response, 200, {}),
    'PUT /availability': async (request, response) => {
      ({ available } = availability.parse(await json(request)));
      answer(response, 200, { available });
    },
    'PUT /next-answer': async (request, response) => {
      nextAnswer.parse(await json(request));
      declinesNext = true;
      answer(response, 200, { outcome: 'declined' });
    },
    'GET /payments': async (_request, response) => answer(response, 200, held.all()),
  };

  return serve((request, response) => {
    const asked = `${request.method} ${request.url}`;
    const isDown = !available && asked !== 'PUT /availability';
    if (isDown) return answer(response, 503, { detail: 'down, as PUT /availability said' });
    const route = routes[asked];
    if (route === undefined) return answer(response, 404, { routes: Object.keys(routes) });
    route(request, response).catch((error: Error) => {
      if (!response.headersSent) answer(response, 400, { detail: error.message });
    });
  }, port);
};

const answerOf = ({ status, authorizationId, amount, currency }: Held): object =>
  status === 'authorized'
    ? { outcome: 'authorized', authorizationId, amount, currency }
    : { outcome: 'declined' };

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
