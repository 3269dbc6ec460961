/** Lambda: the messages to a customer over HTTP. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { refuse } from '../platform/commit/decider.ts';
import { httpApi, refused, route } from '../platform/http/http.ts';
import { isOperator } from '../platform/http/operators.ts';
import type { HttpEvent } from '../platform/http/request.ts';
import { observed } from '../platform/observed.ts';
import { pageOf, pageSize, placeIn } from './message-view.ts';
import { readMessages } from './routes.ts';
import { pages } from './wiring.ts';

const read = route(readMessages.body, async ({ parameters: { id = '' }, query, caller }) => {
  if (id !== caller.name && !isOperator(caller)) {
    throw refused(refuse('unknown-customer', `there is no customer ${id}, or it is another`));
  }
  const rows = await pages.newest(id, pageSize + 1, placeIn(query.cursor));
  return { status: 200, body: pageOf(rows, Date.now()) };
});

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('notification.api'))
  .handler(httpApi({ [readMessages.key]: read }));
