/** Where requests are to come through the edge, those that went around it, and so around its web ACL, are refused. */
import { timingSafeEqual } from 'node:crypto';
import { edgeHeader } from './edge-header.ts';
import { ProblemError } from './problem.ts';
import type { HttpEvent } from './request.ts';

/**
 * @param secret none where there is no edge
 * @throws ProblemError 403
 */
export const refuseUnlessByEdge = ({ headers }: HttpEvent, secret: string | undefined): void => {
  if (secret === undefined) return;
  const [expected, given] = [Buffer.from(secret), Buffer.from(headers[edgeHeader] ?? '')];
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  const detail = 'this address is not for clients';
  throw new ProblemError({ status: 403, type: 'not-by-the-edge', title: 'Not this way', detail });
};
