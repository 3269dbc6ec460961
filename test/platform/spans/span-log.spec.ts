/** Spans in the log: lines that any receiver of the OpenTelemetry protocol takes. */
import { describe, expect, it } from 'vitest';
import { inKeptSpan, spanUnder } from '../../../functions/platform/tracing/spans.ts';
import type { TraceContext } from '../../../functions/platform/tracing/trace-context.ts';
import { keptSpan, keptTrace, linesWhile } from './written.ts';

const parent: TraceContext = { traceId: keptTrace, spanId: keptSpan, sampled: true };

describe('a line', () => {
  it('is the protocol’s JSON', async () => {
    const attributes = { text: 'a', whole: 3, broken: 1.5, yes: true, many: ['a', 'b'], nothing: undefined };
    const [line = ''] = await linesWhile(() =>
      spanUnder(
        parent,
        { name: 'n', kind: 'client', attributes, links: [parent, undefined] },
        { startedAt: 1_700_000_000_000.25, endedAt: 1_700_000_000_001, error: 'Error: why' },
      ),
    );
    expect(line.endsWith('}\n')).toBe(true);
    expect(line.slice(0, -1)).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({
      resourceSpans: [
        {
          resource: {
            attributes: [
              { key: 'service.name', value: { stringValue: 'tributary' } },
              { key: 'service.namespace', value: { stringValue: 'tributary' } },
            ],
          },
          scopeSpans: [
            {
              scope: { name: 'tributary' },
              spans: [
                {
                  traceId: keptTrace,
                  spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
                  parentSpanId: keptSpan,
                  name: 'n',
                  kind: 3,
                  startTimeUnixNano: '1700000000000250000',
                  endTimeUnixNano: '1700000000001000000',
                  attributes: [
                    { key: 'text', value: { stringValue: 'a' } },
                    { key: 'whole', value: { intValue: '3' } },
                    { key: 'broken', value: { doubleValue: 1.5 } },
                    { key: 'yes', value: { boolValue: true } },
                    {
                      key: 'many',
                      value: { arrayValue: { values: [{ stringValue: 'a' }, { stringValue: 'b' }] } },
                    },
                  ],
                  links: [{ traceId: keptTrace, spanId: keptSpan }],
                  status: { code: 2, message: 'Error: why' },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('is short enough for a log, however many spans and links there are', async () => {
    const links = Array<TraceContext>(1_000).fill(parent);
    const lines = await linesWhile(async () => {
      for (let n = 0; n < 250; n += 1) {
        await inKeptSpan(parent, { name: 'n', kind: 'internal', links: n === 0 ? links : [] }, async () => n);
      }
    });
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThan(256 * 1_024);
    expect(lines[0]).toContain('"droppedLinksCount":872');
  });

  it('is not written where there is nothing to say', async () => {
    expect(
      await linesWhile(() =>
        spanUnder(undefined, { name: 'n', kind: 'client' }, { startedAt: 1, endedAt: 2 }),
      ),
    ).toEqual([]);
  });
});
