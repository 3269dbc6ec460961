/** A return as its customer and operators see it: how far it is, and what it waits for. */
import { refuse } from '../platform/commit/decider.ts';
import { refused } from '../platform/http/http.ts';
import { isOperator } from '../platform/http/operators.ts';
import type { Caller } from '../platform/http/request.ts';
import type * as z from '../platform/zod.ts';
import type { readReturn } from './routes.ts';
import { dueIn, type ReturnState, type Step, type Underway } from './state/decider.ts';
import { arriveWithin } from './steps/decider.ts';

type View = z.infer<typeof readReturn.answer.body>;

/** By step, the replies that end it. */
const replies: { readonly [step in Step]: string } = {
  'taking-back': 'StockTakenBack',
  refunding: 'PaymentRefunded or RefundRejected',
  releasing: 'StockReleased',
  'sending-back': 'StockDispatched',
};

/** @throws ProblemError 404 when there is no such return, or it is another customer's */
export const returnView = (id: string, state: ReturnState, caller: Caller): View => {
  if (state.status === 'new' || (state.request.customerId !== caller.name && !isOperator(caller))) {
    throw refused(refuse('unknown-return', `there is no return ${id}`));
  }
  const { lines, ...request } = state.request;
  const view = {
    ...request,
    lines: lines.map((line) => ({ ...line, status: state.lines[line.sku] ?? 'awaited' })),
  };
  switch (state.status) {
    case 'requested': {
      const { requestedAt: since } = request;
      return {
        ...view,
        status: 'requested',
        waitsFor: { what: 'goods', since, until: since + arriveWithin },
      };
    }
    case 'underway':
      return { ...view, ...progressOf(state) };
    case 'completed':
    case 'rejected':
    case 'expired':
      return { ...view, status: state.status, endedAt: state.endedAt };
  }
};

const progressOf = (state: Underway) => {
  const { warehouse, out, refusal } = state;
  const { step, attempt, askedAt, escalatedAt } = out;
  const skus = dueIn(step, state).map(({ sku }) => sku);
  return {
    status: escalatedAt === undefined ? ('underway' as const) : ('escalated' as const),
    step,
    warehouse,
    waitsFor: { what: replies[step], ...(skus.length > 0 && { skus }), since: askedAt, attempt },
    ...(escalatedAt !== undefined && { escalatedAt }),
    ...(refusal !== '' && { refusal }),
  };
};
