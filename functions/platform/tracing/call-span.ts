/** The span of a call to somebody who is not ours: what we waited for. */
import type { OpenSpan } from './span.ts';
import { inSpan } from './spans.ts';

/** @param service as its probe and its runbook call it */
export const inCallSpan = <Answer>(
  name: string,
  service: string,
  call: (span?: OpenSpan) => Promise<Answer>,
): Promise<Answer> => inSpan({ name, kind: 'client', attributes: { 'peer.service': service } }, call);
