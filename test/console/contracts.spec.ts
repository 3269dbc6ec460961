/** The contracts as the console has them, and its verdict on a change, which is the check's. */
import { describe, expect, it } from 'vitest';
import { contractMessages } from '../../console/contracts/messages.ts';
import { verdictOn } from '../../console/contracts/verdict.ts';
import { drawingOf } from '../../console/map/drawing.ts';
import { placed } from '../../console/page/views/map/layout.ts';
import { consumers } from '../../functions/reads.ts';
import { aggregates } from '../../ops/aggregates.ts';
import { contextNames } from '../../ops/connection.ts';
import { readTopics } from '../../schemas/source.ts';

const topics = readTopics();
const messages = contractMessages(topics, consumers);
const cancelled = messages.find(({ type }) => type === 'OrderCancelled');

describe('a message', () => {
  it('is there once, with all of its versions', () => {
    const versions = messages.reduce((sum, each) => sum + each.versions.length, 0);
    expect(versions).toBe(topics.flatMap(({ schemas }) => schemas).length);
    expect(new Set(messages.map(({ subject }) => subject)).size).toBe(messages.length);
  });

  it('says who reads which field, and that every version reads every other', () => {
    expect(cancelled?.readers.find(({ field }) => field === 'reason')?.consumers).toContain(
      'tracking.timeline-v1',
    );
    expect(cancelled?.matrix).toHaveLength(4);
    expect(messages.flatMap(({ matrix }) => matrix.flatMap(({ faults }) => faults))).toEqual([]);
  });

  it('shows in words what a version brought', () => {
    const [first, second] = cancelled?.versions ?? [];
    const paths = (version: typeof first) => version?.fields.map(({ path }) => path);
    expect(paths(second)).toEqual([...(paths(first) ?? []), 'customerId']);
  });
});

describe('the verdict on a next version', () => {
  const text = cancelled?.versions.at(-1)?.text ?? '';
  const verdict = (changed: string) =>
    verdictOn(topics, consumers, { topic: 'ordering.order', type: 'OrderCancelled', text: changed });
  const edited = (edit: (schema: { fields: object[] }) => void): string => {
    const schema = JSON.parse(text);
    edit(schema);
    return JSON.stringify(schema);
  };

  it('allows a new field with a default, and says what is new', () => {
    const added = edited(({ fields }) =>
      fields.push({ name: 'by', type: 'string', default: '', doc: 'Who.' }),
    );
    expect(verdict(added).faults).toEqual([]);
    expect(verdict(added).differences.join('\n')).toContain('+ field by');
  });

  it('refuses one without a default, one without a doc, and the loss of one that is read', () => {
    expect(
      verdict(edited(({ fields }) => fields.push({ name: 'by', type: 'string', doc: 'Who.' }))).faults,
    ).toEqual([expect.stringContaining('field by'), expect.stringContaining('field by')]);
    expect(verdict(edited(({ fields }) => fields.push({ name: 'by', type: 'string' }))).faults[0]).toContain(
      'doc',
    );
    const lost = verdict(edited((schema) => void schema.fields.splice(1, 1))).faults.join('\n');
    expect(lost).toContain('removing it hurts');
  });

  it('refuses what is no JSON, no record of that name, or has no key', () => {
    expect(verdict('{').faults).toHaveLength(1);
    expect(verdict(text.replace('"OrderCancelled"', '"Other"')).faults[0]).toContain('expected a record');
    expect(verdict(edited((schema) => void schema.fields.splice(0, 1))).faults.join('\n')).toContain(
      "the topic's key",
    );
  });

  it('is none of a message that is not there', () => {
    expect(() => verdictOn(topics, consumers, { topic: 'ordering.order', type: 'None', text })).toThrow(
      'no message',
    );
  });
});

describe('the map', () => {
  const mapping = (context: string, name: string, topic: string) => ({
    ...{ context, topic, consumer: `${context}.${name}`, group: `local.${context}.${name}.${topic}` },
  });
  const drawing = drawingOf({
    contexts: contextNames,
    aggregates,
    reads: consumers,
    mappings: [
      mapping('payment', 'saga', 'ordering.order'),
      mapping('shipping', 'saga', 'ordering.order'),
      mapping('returns', 'orders', 'ordering.order'),
      mapping('returns', 'replies', 'inventory.stock-item'),
    ],
  });

  it('has every context, and every topic that somebody publishes', () => {
    const names = drawing.nodes.map(({ name }) => name);
    for (const name of [...contextNames, ...topics.map(({ topic }) => topic)]) expect(names).toContain(name);
    expect(names).toHaveLength(contextNames.length + topics.length);
  });

  it('leads from who publishes to the topic, and from there to who listens, with what they hear', () => {
    const toCommands = drawing.edges.filter(({ to }) => to === 'topic inventory.stock-item.commands');
    expect(toCommands.map(({ from }) => from)).toEqual(['context inventory', 'context returns']);
    const toReturns = drawing.edges.find(
      ({ from, to }) => from === 'topic inventory.stock-item' && to === 'context returns',
    );
    expect(toReturns).toMatchObject({
      consumers: ['returns.replies'],
      heard: expect.arrayContaining(['StockTakenBack']),
    });
  });

  it('is laid out within its frame, nothing upon anything else', () => {
    const { nodes, edges, width, height } = placed(drawing);
    for (const { x, y } of nodes) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
    const overlaps = nodes.flatMap((a, index) =>
      nodes
        .slice(index + 1)
        .filter(
          (b) => Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height,
        ),
    );
    expect(overlaps).toEqual([]);
    for (const { path } of edges) expect(path).toMatch(/^M[\d.]+ [\d.]+/);
  });
});
