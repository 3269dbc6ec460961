/** How spans become a waterfall: below their parents, on one axis, with what they waited for. */
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf } from '../../../ops/trace/spans/axis.ts';
import { type LoggedSpan, spansIn } from '../../../ops/trace/spans/logged-span.ts';
import { renderedWaterfall } from '../../../ops/trace/spans/rendered.ts';
import { waterfallOf } from '../../../ops/trace/spans/waterfall.ts';
import { noon, span } from './span.ts';

const order = [
  span('consume', 60, 80, {
    parentId: 'commit',
    kind: 'consumer',
    name: 'process ordering.order',
    service: 'payment/saga',
    links: [{ traceId: 'b'.repeat(32), spanId: 'batch' }],
    attributes: {
      'tributary.waited_since': noon + 45,
      'tributary.message.type': 'ordering.order.OrderPlaced',
    },
  }),
  span('request', 0, 30, {
    kind: 'server',
    name: 'POST /orders',
    attributes: { 'http.response.status_code': 202 },
  }),
  span('commit', 5, 25, { parentId: 'request', attributes: { 'tributary.events': ['OrderPlaced'] } }),
  span('send', 40, 45, {
    parentId: 'commit',
    kind: 'producer',
    attributes: { 'tributary.waited_since': noon + 20 },
  }),
];
const batch = span('batch', 59, 81, {
  traceId: 'b'.repeat(32),
  attributes: { 'messaging.batch.message_count': 3 },
});

describe('a waterfall', () => {
  it('has each span below its parent, in the order of time, with its wait and its company', () => {
    const { rows, orphans, axis } = waterfallOf(order, [batch]);
    expect(rows.map((row) => [row.span.spanId, row.path, row.waited, row.together])).toEqual([
      ['request', [], 0, 1],
      ['commit', [true], 0, 1],
      ['send', [true, false], 20, 1],
      ['consume', [true, true], 15, 3],
    ]);
    expect(orphans).toEqual([]);
    expect([axis.startedAt, axis.endedAt, axis.cuts]).toEqual([noon, noon + 80, 0]);
  });

  it('leaves out none whose parent is not known, and says so', () => {
    const { rows, orphans } = waterfallOf(order.filter(({ spanId }) => spanId !== 'commit'));
    expect(rows.map((row) => row.span.spanId)).toEqual(['request', 'send', 'consume']);
    expect(orphans).toEqual(['send', 'consume']);
  });

  it('lets nobody wait for less than nothing, whatever the clocks say', () => {
    const early = span('early', 0, 1, { attributes: { 'tributary.waited_since': noon + 5 } });
    expect(waterfallOf([early]).rows[0]?.waited).toBe(0);
  });

  it('has every span once, whatever they are', () => {
    const some = fc.array(fc.tuple(fc.nat(30_000), fc.nat(2_000), fc.nat(12)), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(some, (drawn) => {
        // A parent is one before it, or nobody.
        const spans = drawn.map(([from, length, parent], index) =>
          span(`s${index}`, from, from + length, { parentId: parent < index ? `s${parent}` : undefined }),
        );
        const { rows } = waterfallOf(spans);
        expect(rows.map((row) => row.span.spanId).sort()).toEqual(spans.map(({ spanId }) => spanId).sort());
      }),
    );
  });
});

describe('the axis', () => {
  it('goes from the first to the last, evenly', () => {
    const { place } = axisOf(order);
    expect([0, 20, 80].map((at) => place(noon + at))).toEqual([0, 0.25, 1]);
  });

  it('cuts short what is long and empty, so that a deadline leaves room for all else', () => {
    const late = span('late', 900_000, 900_020);
    const { place, cuts } = axisOf([...order, late]);
    expect(cuts).toBe(1);
    expect(place(noon + 80)).toBeGreaterThan(0.7);
    expect(place(noon + 900_000)).toBeLessThan(0.85);
    expect(place(noon + 900_020)).toBe(1);
  });

  it('is none of nothing', () => {
    expect(axisOf([]).place(noon)).toBe(0);
    expect(axisOf([span('point', 0, 0)]).place(noon)).toBe(0);
  });
});

describe('a terminal', () => {
  const shown = (spans: readonly LoggedSpan[], batches: readonly LoggedSpan[] = []) =>
    renderedWaterfall(waterfallOf(spans, batches)).map(stripVTControlCharacters);

  it('shows when, how long, a bar and what it was', () => {
    const bar = (text: string) => text.padEnd(40);
    expect(shown(order, [batch])).toEqual([
      `2026-03-01T12:00:00.000Z  4 spans  in 80 ms  1 trace: ${'a'.repeat(32)}`,
      `     +0 ms      30 ms  ${bar('█'.repeat(16))}  POST /orders  ordering/api  202`,
      `     +5 ms      20 ms  ${bar(`  ${'█'.repeat(11)}`)}  └─ commit  ordering/api  OrderPlaced`,
      `    +40 ms       5 ms  ${bar(`          ${'·'.repeat(10)}███`)}     ├─ send  ordering/api  20 ms in the stream`,
      `    +60 ms      20 ms  ${bar(`${' '.repeat(22)}${'·'.repeat(8)}${'█'.repeat(10)}`)}     └─ process ordering.order  payment/saga  OrderPlaced  15 ms in Kafka  with 2 others`,
    ]);
  });

  it('shows what went wrong, was a repeat, or was handed over again', () => {
    const failed = [
      span('x', 0, 1, {
        error: 'Error: \u001b[2Jno',
        attributes: {
          'tributary.repeated': true,
          'tributary.parked': true,
          'tributary.redriven': true,
          'tributary.replay': true,
          'tributary.refused': 'unknown-order',
        },
      }),
    ];
    const text = shown(failed).join('\n');
    // Colours are ours; what clears a screen is somebody else's.
    expect(renderedWaterfall(waterfallOf(failed)).join('')).not.toContain('\u001b[2J');
    for (const note of [
      'a repeat',
      'parked',
      'redriven by an operator',
      'in a replay',
      'refused: unknown-order',
      'Error:',
    ])
      expect(text).toContain(note);
  });

  it('shows nothing of nothing, and says what it does not know', () => {
    expect(shown([])).toEqual([]);
    expect(shown([span('x', 0, 1, { parentId: 'gone' })]).at(-1)).toBe('of 1 the parent was not found');
  });
});

describe('a line of a log', () => {
  it.each([
    '',
    'START RequestId: 1',
    '{"message":"resourceSpans"}',
    '{"resourceSpans":[{"scopeSpans":1}]}',
    '{"resourceSpans":',
  ])('that is no span is passed over: %s', (line) => {
    expect(spansIn(line)).toEqual([]);
  });

  it('of a replay says so in each of its spans', () => {
    const line = JSON.stringify({
      resourceSpans: [
        {
          resource: {
            attributes: [
              { key: 'service.name', value: { stringValue: 'payment/gateway' } },
              { key: 'tributary.replay', value: { boolValue: true } },
            ],
          },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: 'a'.repeat(32),
                  spanId: 'b'.repeat(16),
                  name: 'n',
                  kind: 5,
                  startTimeUnixNano: '1700000000000250000',
                  endTimeUnixNano: '1700000000001000000',
                  attributes: [{ key: 'messaging.kafka.offset', value: { intValue: '7' } }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(spansIn(line)).toMatchObject([
      {
        service: 'payment/gateway',
        kind: 'consumer',
        startedAt: 1_700_000_000_000.25,
        attributes: { 'messaging.kafka.offset': 7, 'tributary.replay': true },
        links: [],
        error: undefined,
      },
    ]);
  });
});
