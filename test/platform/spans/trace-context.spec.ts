/** How a traceparent is read, and which traces are kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKept } from '../../../functions/platform/tracing/sampling.ts';
import {
  newSpanId,
  newTraceId,
  traceContextIn,
  traceparentOf,
} from '../../../functions/platform/tracing/trace-context.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it.each([
    ['kept', `00-${traceId}-${spanId}-01`, true],
    ['not kept', `00-${traceId}-${spanId}-00`, false],
    ['with flags that we do not know', `00-${traceId}-${spanId}-0b`, true],
    ['of a later version, which says more', `01-${traceId}-${spanId}-01-more`, true],
  ])('that is %s is understood', (_, text, sampled) => {
    expect(traceContextIn(text)).toEqual({ traceId, spanId, sampled });
  });

  it.each([
    ['nothing', undefined],
    ['no text', ''],
    ['a version that is none', `ff-${traceId}-${spanId}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['a span of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${traceId.toUpperCase()}-${spanId}-01`],
    ['more than its version has', `00-${traceId}-${spanId}-01-more`],
    ['something before it', ` 00-${traceId}-${spanId}-01`],
    ['a line behind it', `00-${traceId}-${spanId}-01\n`],
    ['what an attacker may send', '00-<script>-1-01'],
  ])('that is %s is none, and no error', (_, text) => {
    expect(traceContextIn(text)).toBeUndefined();
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.boolean(), (sampled) => {
        const context = { traceId: newTraceId(), spanId: newSpanId(), sampled };
        expect(traceContextIn(traceparentOf(context))).toEqual(context);
        expect(traceparentOf(context)).toHaveLength(55);
      }),
    );
  });
});

describe('of all traces', () => {
  const ids = Array.from({ length: 4_000 }, newTraceId);
  const share = (ratio: number) => ids.filter((id) => isKept(id, ratio)).length / ids.length;

  it('none and all can be kept', () => {
    expect([share(0), share(1)]).toEqual([0, 1]);
    expect([isKept('f'.repeat(32), 0), isKept('0'.repeat(32), 1)]).toEqual([false, true]);
  });

  it.each([0.05, 0.25, 0.5])('%d are kept, give or take a few', (ratio) => {
    // Five standard deviations: one run in two million would fail by chance.
    expect(Math.abs(share(ratio) - ratio)).toBeLessThan(5 * Math.sqrt((ratio * (1 - ratio)) / ids.length));
  });

  it('what a small part keeps, a larger part keeps too', () => {
    for (const id of ids) if (isKept(id, 0.05)) expect(isKept(id, 0.25)).toBe(true);
  });
});
