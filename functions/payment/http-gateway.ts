/** A payment gateway behind HTTP and JSON. */
import { DependencyDown, PermanentFailure, TransientFailure } from '../platform/failure.ts';
import { inCallSpan } from '../platform/tracing/call-span.ts';
import * as z from '../platform/zod.ts';
import type { AuthorizationRequest, GatewayAnswer, PaymentGateway } from './gateway.ts';

export interface HttpGatewayProps {
  readonly url: string;
  /** How long one attempt may take, milliseconds. @default 2000 */
  readonly patience?: number;
  /** How often an unanswered authorization is asked for before it counts as timed out. @default 2 */
  readonly attempts?: number;
}

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('authorized'),
    authorizationId: z.string(),
    amount: z.int(),
    currency: z.string(),
  }),
  z.object({ outcome: z.literal('declined') }),
]);

export const httpGateway = ({ url, patience = 2_000, attempts = 2 }: HttpGatewayProps): PaymentGateway => {
  const post = (path: string, idempotencyKey: string, body: object) =>
    inCallSpan(`POST ${path}`, 'gateway', async (span) => {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      });
      span?.note({ 'http.response.status_code': response.status });
      return response;
    });

  const ask = async (request: AuthorizationRequest): Promise<GatewayAnswer> => {
    const { paymentId, amount, currency, token } = request;
    try {
      const response = await post('/authorizations', paymentId, { paymentId, amount, currency, token });
      if (!response.ok) throw refusedBy(response, 'an authorization');
      return answerSchema.parse(await response.json());
    } catch (error) {
      if (isTimeout(error)) return { outcome: 'timed-out' };
      throw failureOf(error);
    }
  };

  /** What only has to be done, however often it is asked for. */
  const told = async (path: string, idempotencyKey: string, body: object, what: string): Promise<void> => {
    const response = await post(path, idempotencyKey, body).catch((error) => {
      throw failureOf(error);
    });
    if (!response.ok) throw refusedBy(response, what);
  };

  return {
    authorize: async (request) => {
      let answer = await ask(request);
      for (let asked = 1; answer.outcome === 'timed-out' && asked < attempts; asked += 1)
        answer = await ask(request);
      return answer;
    },
    void: (paymentId) => told('/voids', paymentId, { paymentId }, 'a void'),
    capture: ({ paymentId, authorizationId, amount, currency }) =>
      told('/captures', paymentId, { paymentId, authorizationId, amount, currency }, 'a capture'),
    refund: ({ paymentId, refundId, amount, currency }) =>
      told('/refunds', refundId, { paymentId, refundId, amount, currency }, 'a refund'),
  };
};

/** What it finds wrong with a request is wrong the next time too; all else may pass. */
const refusedBy = ({ status }: Response, what: string): Error => {
  const message = `the gateway answered ${status} to ${what}`;
  if (status >= 500 || status === 408) return new DependencyDown('gateway', message);
  return status === 429 ? new TransientFailure(message) : new PermanentFailure(message);
};

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

const failureOf = (cause: unknown): Error =>
  cause instanceof TransientFailure || cause instanceof PermanentFailure
    ? cause
    : new DependencyDown('gateway', `the gateway gave no usable answer: ${String(cause)}`, { cause });
