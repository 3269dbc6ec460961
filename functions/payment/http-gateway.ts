/** A payment gateway behind HTTP and JSON. */
import { z } from 'zod';
import { PermanentFailure, TransientFailure } from '../platform/failure.ts';
import type { AuthorizationRequest, GatewayAnswer, PaymentGateway } from './gateway.ts';

export interface HttpGatewayProps {
  readonly url: string;
  /** How long one attempt may take, milliseconds. @default 2000 */
  readonly patience?: number;
  /** How often an unanswered authorization is asked for before it counts as timed out. @default 2 */
  readonly attempts?: number;
}

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('authorized'), authorizationId: z.string() }),
  z.object({ outcome: z.literal('declined') }),
]);

export const httpGateway = ({ url, patience = 2_000, attempts = 2 }: HttpGatewayProps): PaymentGateway => {
  const post = (path: string, paymentId: string, body: object) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': paymentId },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });

  const ask = async (request: AuthorizationRequest): Promise<GatewayAnswer> => {
    try {
      const response = await post('/authorizations', request.paymentId, request);
      if (!response.ok) throw refusedBy(response, 'an authorization');
      return answerSchema.parse(await response.json());
    } catch (error) {
      if (isTimeout(error)) return { outcome: 'timed-out' };
      throw failureOf(error);
    }
  };

  return {
    authorize: async (request) => {
      let answer = await ask(request);
      for (let asked = 1; answer.outcome === 'timed-out' && asked < attempts; asked += 1)
        answer = await ask(request);
      return answer;
    },
    void: async (paymentId) => {
      const response = await post('/voids', paymentId, { paymentId }).catch((error) => {
        throw failureOf(error);
      });
      if (!response.ok) throw refusedBy(response, 'a void');
    },
  };
};

/** What it finds wrong with a request is wrong the next time too; all else may pass. */
const refusedBy = ({ status }: Response, what: string): Error => {
  const message = `the gateway answered ${status} to ${what}`;
  const mayPass = status >= 500 || status === 408 || status === 429;
  return mayPass ? new TransientFailure(message) : new PermanentFailure(message);
};

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

const failureOf = (cause: unknown): Error =>
  cause instanceof TransientFailure || cause instanceof PermanentFailure
    ? cause
    : new TransientFailure(`the gateway gave no usable answer: ${String(cause)}`, { cause });
