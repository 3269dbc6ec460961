/** Where traces begin: the span of a request, and what the request hands on. */
import { describe, expect, it } from 'vitest';
import { inRequestSpan } from '../../../functions/platform/tracing/request-span.ts';
import { inSpan } from '../../../functions/platform/tracing/spans.ts';
import { eventOf, good } from '../things.ts';
import { kept, keptSpan, keptTrace, notKept, spansWhile } from './written.ts';

/** What of a request reaches its route, with the spans that it left. */
const asked = async (traceparent: string | undefined, ratio: number, statusCode = 200) => {
  let seen: string | undefined;
  const headers = { 'x-correlation-id': 'c-1', ...(traceparent !== undefined && { traceparent }) };
  const spans = await spansWhile(() =>
    inRequestSpan(
      eventOf(good, {}, headers),
      async (event) => {
        seen = event.headers.traceparent;
        return inSpan({ name: 'below', kind: 'internal' }, async () => ({ statusCode }));
      },
      ratio,
    ),
  );
  return { seen, spans };
};

describe('a request', () => {
  it('goes on in the trace that its caller names, under a span of ours', async () => {
    const { seen, spans } = await asked(kept, 1);
    const [below, request] = spans;
    expect(request).toMatchObject({
      traceId: keptTrace,
      parentId: keptSpan,
      name: 'POST /things/{id}',
      kind: 'server',
      error: undefined,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/things/{id}',
        'http.response.status_code': 200,
        'tributary.correlation_id': 'c-1',
      },
    });
    expect(below).toMatchObject({ name: 'below', traceId: keptTrace, parentId: request?.spanId });
    expect(seen).toBe(`00-${keptTrace}-${request?.spanId}-01`);
    expect(spans).toHaveLength(2);
  });

  it.each([undefined, 'nonsense'])('begins a trace when its caller says %s', async (traceparent) => {
    const { seen, spans } = await asked(traceparent, 1);
    expect(spans.map(({ parentId }) => parentId)).toEqual([spans[1]?.spanId, undefined]);
    expect(seen).toBe(`00-${spans[1]?.traceId}-${spans[1]?.spanId}-01`);
  });

  it('is kept by our ratio, whatever its caller wants', async () => {
    expect((await asked(notKept, 1)).spans).toHaveLength(2);
    expect(await asked(kept, 0)).toEqual({ seen: notKept, spans: [] });
  });

  it('that is not kept and named no trace hands none on', async () => {
    expect(await asked(undefined, 0)).toEqual({ seen: undefined, spans: [] });
    expect(await asked('nonsense', 0)).toEqual({ seen: undefined, spans: [] });
  });

  it('that we failed says so, and one that was refused does not', async () => {
    expect((await asked(undefined, 1, 503)).spans.at(-1)?.error).toBe('answered 503');
    expect((await asked(undefined, 1, 409)).spans.at(-1)?.error).toBeUndefined();
  });
});
