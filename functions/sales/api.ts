/** Lambda: revenue over HTTP. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { httpApi, route } from '../platform/http/http.ts';
import { refuseUnlessOperator } from '../platform/http/operators.ts';
import type { HttpEvent } from '../platform/http/request.ts';
import { observed } from '../platform/observed.ts';
import { askedHour, askedIn } from './revenue-request.ts';
import { readHour, readRevenue } from './routes.ts';
import { revenue } from './wiring.ts';

const ofHour = route(readHour.body, async ({ parameters: { hour = '' }, caller }) => {
  refuseUnlessOperator(caller);
  return { status: 200, body: { hour, ...(await revenue(askedHour(hour))) } };
});

const ofMany = route(readRevenue.body, async ({ query, caller }) => {
  refuseUnlessOperator(caller);
  const asked = askedIn(query, Date.now());
  const [from, to] = [asked.hours.at(0), asked.hours.at(-1)];
  return { status: 200, body: { from, to, ...(await revenue(asked)) } };
});

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('sales.api'))
  .handler(httpApi({ [readHour.key]: ofHour, [readRevenue.key]: ofMany }));
