/** Lambda: payments over HTTP, and the gateway's answers. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { isRefusal, refuse } from '../platform/commit/decider.ts';
import { httpApi, type Route, refused, route } from '../platform/http/http.ts';
import { ProblemError } from '../platform/http/problem.ts';
import { type HttpEvent, textOf } from '../platform/http/request.ts';
import { isSigned } from '../platform/http/signature.ts';
import { observed } from '../platform/observed.ts';
import type * as z from '../platform/zod.ts';
import { answered } from './gateway-answer.ts';
import { readPayment, takeGatewayAnswer } from './routes.ts';
import { gatewaySecret, payments } from './wiring.ts';

const read = route(readPayment.body, async ({ parameters: { id = '' }, caller: { name, groups } }) => {
  const { state } = await payments.read(id);
  const { status, request, refunds } = state;
  if (request === undefined || (request.customerId !== name && !groups.includes('operators'))) {
    throw refused(refuse('unknown-payment', `there is no payment ${id}`));
  }
  const { paymentId, customerId, amount, currency } = request;
  const refunded = Object.values(refunds)
    .filter((refund) => refund.status === 'refunded')
    .reduce((sum, refund) => sum + refund.amount, 0);
  const body: z.infer<typeof readPayment.answer.body> = {
    paymentId,
    customerId,
    amount,
    currency,
    status,
    refunded,
  };
  return { status: 200, body };
});

const takeSigned = route(takeGatewayAnswer.body, async ({ body: { paymentId, ...answer }, cause }) => {
  const id = `gateway-answer:${JSON.stringify(answer)}`;
  const outcome = await payments.handle(answered(paymentId, answer, Date.now()), { ...cause, id });
  if (isRefusal(outcome)) throw refused(outcome);
  return { status: 202, body: { paymentId } };
});

/** Nothing of a body is looked at before its signature is. */
const take: Route = async (event) => {
  if (!isSigned(textOf(event), event.headers['x-gateway-signature'], gatewaySecret)) {
    const detail = 'x-gateway-signature must be the HMAC-SHA256 of the body, in hex';
    throw new ProblemError({ status: 401, type: 'not-signed', title: 'Not signed by the gateway', detail });
  }
  return takeSigned(event);
};

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('payment.api'))
  .handler(httpApi({ [readPayment.key]: read, [takeGatewayAnswer.key]: take }));
