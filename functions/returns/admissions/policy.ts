/** Which returns end without their units, so that other returns of the order may have them. */

import type { ReadsOf } from '../../../schemas/reads.ts';
import type { ReturnEvent } from '../../../schemas/returns/return/contract.gen.ts';

export const heard = ['ReturnExpired', 'ReturnRejected'] as const;

export type HeardEvent = Extract<ReturnEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  ReturnExpired: ['returnId', 'orderId'],
  ReturnRejected: ['returnId', 'orderId'],
} as const satisfies ReadsOf<HeardEvent>;

export const policy = ({ data: { orderId, returnId } }: HeardEvent) => ({ orderId, returnId });
