/** Spans as the page gets them: below their parents, as shares of the axis, and with nothing in them that hides. */
import { expect, it } from 'vitest';
import { shownSpans } from '../../console/story/spans.ts';
import { waterfallOf } from '../../ops/trace/spans/waterfall.ts';
import { noon, span } from '../ops/spans/span.ts';

it('say where each stood on the axis, for how long, and what it waited for', () => {
  const shown = shownSpans(
    waterfallOf([
      span('request', 0, 100, { kind: 'server', attributes: { 'http.response.status_code': 202 } }),
      span('send', 150, 200, {
        parentId: 'request',
        kind: 'producer',
        attributes: { 'tributary.waited_since': noon + 100 },
      }),
    ]),
  );
  expect(shown).toMatchObject({ startedAt: noon, endedAt: noon + 200, cuts: 0, orphans: 0 });
  expect(shown.rows).toMatchObject([
    { id: 'request', depth: 0, waiting: 0, begun: 0, ended: 0.5, lasts: 100, notes: ['202'] },
    {
      ...{ id: 'send', depth: 1, waiting: 0.5, begun: 0.75, ended: 1, lasts: 50 },
      notes: ['50 ms in the stream'],
    },
  ]);
});

it('count those whose parent is missing, and show what cannot be seen by its number', () => {
  const { rows, orphans } = shownSpans(
    waterfallOf([
      span('x', 0, 1, { parentId: 'gone', name: 'a\u202eb', error: `\u001b[2J${'e'.repeat(500)}` }),
    ]),
  );
  expect(orphans).toBe(1);
  expect(rows[0]?.name).toBe('a\\u{202e}b');
  expect(rows[0]?.error).toMatch(/^\\u\{001b\}\[2Je{390,396}$/);
});
