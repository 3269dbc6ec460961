/** Lambda: stock over HTTP. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { isRefusal, refuse } from '../platform/commit/decider.ts';
import { httpApi, refused, route } from '../platform/http/http.ts';
import { refuseUnlessOperator } from '../platform/http/operators.ts';
import type { HttpEvent } from '../platform/http/request.ts';
import { observed } from '../platform/observed.ts';
import { countStock, readStock } from './routes.ts';
import { stockView } from './stock-item/stock-view.ts';
import { stockItems } from './wiring.ts';

const count = route(
  countStock.body,
  async ({ parameters: { sku = '' }, body: { onHand, warehouse }, caller, cause }) => {
    refuseUnlessOperator(caller);
    const outcome = await stockItems.handle(
      { type: 'CountStock', data: { sku, warehouse, onHand, at: Date.now() } },
      cause,
    );
    if (isRefusal(outcome)) throw refused(outcome);
    const { state } = await stockItems.read(sku);
    return { status: 200, body: stockView(sku, state) };
  },
);

const read = route(readStock.body, async ({ parameters: { sku = '' } }) => {
  const { version, state } = await stockItems.read(sku);
  if (version === 0) throw refused(refuse('unknown-stock-item', `${sku} was never counted`));
  return { status: 200, body: stockView(sku, state) };
});

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('inventory.api'))
  .handler(httpApi({ [countStock.key]: count, [readStock.key]: read }));
