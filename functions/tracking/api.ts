/** Lambda: timelines, customers' orders, what waits for what, and how far a rebuild is, over HTTP. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { refuse } from '../platform/commit/decider.ts';
import { httpApi, type RouteResponse, refused, route } from '../platform/http/http.ts';
import { isOperator, refuseUnlessOperator } from '../platform/http/operators.ts';
import { ProblemError } from '../platform/http/problem.ts';
import type { HttpEvent } from '../platform/http/request.ts';
import { observed } from '../platform/observed.ts';
import { progressOf } from '../platform/projection/rebuild.ts';
import type * as z from '../platform/zod.ts';
import { limitIn, nextOf, placeIn } from './cursor.ts';
import { listOrders, readTimeline } from './order-routes.ts';
import { listedOrder, timelineView } from './order-view.ts';
import { readProjection } from './routes.ts';
import { listSagas, listWaiting } from './saga-routes.ts';
import { sagaView, stepView } from './saga-view.ts';
import { liveTimeline, positions, steps, versions } from './wiring.ts';

const answeredBy = (version: number, body: object): RouteResponse => ({
  status: 200,
  headers: { 'x-projection-version': String(version) },
  body,
});

const read = route(readTimeline.body, async ({ parameters: { id = '' }, caller }) => {
  const { version, order } = await liveTimeline();
  const body: z.infer<typeof readTimeline.answer.body> = timelineView(id, await order(id), steps, caller);
  return answeredBy(version, body);
});

const list = route(listOrders.body, async ({ parameters: { id = '' }, query, caller }) => {
  if (caller.name !== id && !isOperator(caller)) {
    const detail = `${caller.name} is not ${id}, and not in the group operators`;
    throw new ProblemError({ status: 403, type: 'another-customer', title: 'Not your orders', detail });
  }
  const [of, limit] = [`customer ${id}`, limitIn(query.limit)];
  const { version, ordersOf } = await liveTimeline();
  const rows = await ordersOf(id, limit, placeIn(query.cursor, of));
  const next = nextOf(
    of,
    rows.map(({ placed }) => placed),
    limit,
  );
  const body: z.infer<typeof listOrders.answer.body> = {
    orders: rows.map((row) => listedOrder(row, steps)),
    next,
  };
  return answeredBy(version, body);
});

const survey = route(listSagas.body, async ({ caller }) => {
  refuseUnlessOperator(caller);
  const { version, waitIn } = await liveTimeline();
  const waits = steps.map(async (step) => stepView(step, await waitIn(step.step), Date.now()));
  const body: z.infer<typeof listSagas.answer.body> = { steps: await Promise.all(waits) };
  return answeredBy(version, body);
});

const listStep = route(listWaiting.body, async ({ parameters, query, caller }) => {
  refuseUnlessOperator(caller);
  const step = steps.find((each) => each.step === parameters.step);
  if (step === undefined) {
    const known = steps.map((each) => each.step).join(', ');
    throw refused(refuse('unknown-step', `there is no step ${parameters.step}; expected one of ${known}`));
  }
  const [of, limit] = [`step ${step.step}`, limitIn(query.limit)];
  const { version, waitingIn } = await liveTimeline();
  const rows = await waitingIn(step.step, limit, placeIn(query.cursor, of));
  const next = nextOf(
    of,
    rows.map(({ waitingSince }) => waitingSince),
    limit,
  );
  const sagas = rows.map((row) => sagaView(step, row, Date.now()));
  const body: z.infer<typeof listWaiting.answer.body> = { ...step, sagas, next };
  return answeredBy(version, body);
});

const progress = route(readProjection.body, async ({ caller }) => {
  refuseUnlessOperator(caller);
  const all = await progressOf({ versions, positions });
  const body: z.infer<typeof readProjection.answer.body> = {
    versions: all.map(({ isReached, ...shown }) => ({
      ...shown,
      withoutBeginning: [...shown.withoutBeginning],
    })),
  };
  return { status: 200, body };
});

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('tracking.api'))
  .handler(
    httpApi({
      [readTimeline.key]: read,
      [listOrders.key]: list,
      [listSagas.key]: survey,
      [listWaiting.key]: listStep,
      [readProjection.key]: progress,
    }),
  );
