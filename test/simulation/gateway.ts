/** A payment gateway as the port describes it: answers that time out, come late or come twice. */
import type {
  AuthorizationRequest,
  CaptureRequest,
  GatewayAnswer,
  RefundRequest,
} from '../../functions/payment/gateway.ts';

export type Token = 'approve' | 'decline' | 'timeout' | 'late' | 'twice' | 'wrong';

export interface Held {
  readonly amount: number;
  status: 'authorized' | 'declined' | 'voided' | 'captured';
  /** How often an amount was held. */
  authorizations: number;
  /** How often it was taken. */
  captures: number;
  /** What was given back, by the key that it was asked under. */
  readonly refunds: Map<string, number>;
}

export interface LateAnswer {
  readonly paymentId: string;
  readonly answer: GatewayAnswer;
}

export class Gateway {
  readonly held = new Map<string, Held>();
  /** To be delivered by webhook, some time. */
  readonly late: LateAnswer[] = [];
  readonly #captured = new Set<string>();

  /** @param idempotencyKey asked twice under one key it holds one amount */
  authorize(request: AuthorizationRequest, idempotencyKey: string = request.paymentId): GatewayAnswer {
    const { paymentId, token, currency } = request;
    const known = this.held.get(paymentId);
    const held = known ?? this.#hold(request);
    if (known !== undefined && idempotencyKey !== paymentId) held.authorizations += 1;
    const authorizationId = `of ${paymentId}`;
    const answer: GatewayAnswer =
      held.status === 'authorized'
        ? { outcome: 'authorized', authorizationId, amount: held.amount, currency }
        : { outcome: 'declined' };
    if (token === 'late' || token === 'twice') this.late.push({ paymentId, answer });
    return token === 'timeout' || token === 'late' ? { outcome: 'timed-out' } : answer;
  }

  #hold({ paymentId, amount, token }: AuthorizationRequest): Held {
    const isHeld = token !== 'decline';
    const held: Held = {
      amount: token === 'wrong' ? amount - 1 : amount,
      status: isHeld ? 'authorized' : 'declined',
      authorizations: isHeld ? 1 : 0,
      captures: 0,
      refunds: new Map(),
    };
    this.held.set(paymentId, held);
    return held;
  }

  void(paymentId: string): void {
    const held = this.#known(paymentId);
    held.status = 'voided';
    this.held.set(paymentId, held);
  }

  /** @param idempotencyKey asked twice under one key it takes the amount once */
  capture({ paymentId }: CaptureRequest, idempotencyKey: string = paymentId): void {
    const held = this.#known(paymentId);
    if (!this.#captured.has(idempotencyKey)) held.captures += 1;
    this.#captured.add(idempotencyKey);
    held.status = 'captured';
    this.held.set(paymentId, held);
  }

  /** @param idempotencyKey asked twice under one key it gives back once */
  refund({ paymentId, refundId, amount }: RefundRequest, idempotencyKey: string = refundId): void {
    const held = this.#known(paymentId);
    held.refunds.set(idempotencyKey, amount);
    this.held.set(paymentId, held);
  }

  #known(paymentId: string): Held {
    const nothing: Held = { amount: 0, status: 'voided', authorizations: 0, captures: 0, refunds: new Map() };
    return this.held.get(paymentId) ?? nothing;
  }
}
