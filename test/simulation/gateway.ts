/** A payment gateway as the port describes it: answers that time out, come late or come twice. */
import type { AuthorizationRequest, GatewayAnswer } from '../../functions/payment/gateway.ts';

export type Token = 'approve' | 'decline' | 'timeout' | 'late' | 'twice';

export interface Held {
  readonly amount: number;
  status: 'authorized' | 'declined' | 'voided';
  /** How often an amount was held. */
  authorizations: number;
}

export interface LateAnswer {
  readonly paymentId: string;
  readonly answer: GatewayAnswer;
}

export class Gateway {
  readonly held = new Map<string, Held>();
  /** To be delivered by webhook, some time. */
  readonly late: LateAnswer[] = [];

  /** @param idempotencyKey asked twice under one key it holds one amount */
  authorize(request: AuthorizationRequest, idempotencyKey: string = request.paymentId): GatewayAnswer {
    const { paymentId, token } = request;
    const known = this.held.get(paymentId);
    const held = known ?? this.#hold(request);
    if (known !== undefined && idempotencyKey !== paymentId) held.authorizations += 1;
    const answer: GatewayAnswer =
      held.status === 'authorized'
        ? { outcome: 'authorized', authorizationId: `of ${paymentId}` }
        : { outcome: 'declined' };
    if (token === 'late' || token === 'twice') this.late.push({ paymentId, answer });
    return token === 'timeout' || token === 'late' ? { outcome: 'timed-out' } : answer;
  }

  #hold({ paymentId, amount, token }: AuthorizationRequest): Held {
    const isHeld = token !== 'decline';
    const held: Held = {
      amount,
      status: isHeld ? 'authorized' : 'declined',
      authorizations: isHeld ? 1 : 0,
    };
    this.held.set(paymentId, held);
    return held;
  }

  void(paymentId: string): void {
    const held = this.held.get(paymentId) ?? { amount: 0, status: 'voided', authorizations: 0 };
    held.status = 'voided';
    this.held.set(paymentId, held);
  }
}
