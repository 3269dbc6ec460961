/** A span as a log has it. */
import type { LoggedSpan } from '../../../ops/trace/spans/logged-span.ts';

export const noon = Date.UTC(2026, 2, 1, 12);

/** From and to in milliseconds after noon. */
export const span = (
  spanId: string,
  from: number,
  to: number,
  more: Partial<LoggedSpan> = {},
): LoggedSpan => ({
  traceId: 'a'.repeat(32),
  spanId,
  parentId: undefined,
  name: spanId,
  kind: 'internal',
  service: 'ordering/api',
  startedAt: noon + from,
  endedAt: noon + to,
  attributes: {},
  links: [],
  error: undefined,
  ...more,
});
