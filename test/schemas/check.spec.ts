/** Who cannot read whom is said with file, field, rule and fix; the table of changes is in `test/schemas-judged`. */
import { describe, expect, it } from 'vitest';
import { consumers } from '../../functions/reads.ts';
import { incompatible } from '../../schemas/check/full.ts';
import { reportOn } from '../../schemas/check/report.ts';
import published from '../../schemas/published.json' with { type: 'json' };
import type { Consumers } from '../../schemas/reads.ts';
import { readTopics } from '../../schemas/source.ts';
import { changes } from '../schemas-judged/changes.ts';
import { file, topicOf } from './topic-of.ts';

it('finds nothing wrong with our contracts, and each version is locked', () => {
  expect(reportOn(readTopics(), published, consumers)).toMatchObject({ faults: [], unpublished: [] });
});

const line = (fields: readonly object[]) => ({ type: 'record', name: 'Line', fields });
const lines = (fields: readonly object[]) => ({
  name: 'lines',
  type: { type: 'array', items: line(fields) },
});

describe('the check', () => {
  it('names both versions, the field and the fix, once for each direction', () => {
    const versions = [[lines([])], [lines([{ name: 'sku', type: 'string' }])]];
    expect(incompatible(topicOf(versions))).toEqual([
      `${file(2)}: field lines.sku: v2 cannot read what v1 writes: the writer has no such field, and the reader has no default for it; give a new field a default, and keep a field that has none`,
    ]);
  });

  it('compares with every version, not with the last one only', () => {
    const note = { name: 'note', type: 'string' };
    const versions = [[], [{ ...note, default: '' }], [note]];
    expect(incompatible(topicOf(versions)).map((text) => /v\d cannot.*v\d/.exec(text)?.[0])).toEqual([
      'v3 cannot read what v1',
    ]);
  });

  it.each(changes)('judges: $name', ({ before, after, isCompatible }) => {
    const faults = incompatible(topicOf([before, after]));
    expect(faults.length === 0).toBe(isCompatible);
    for (const fault of faults)
      expect(fault).toMatch(/^schemas\/bar\/cup\/CupFilled\.v2\.avsc: .*: v[12] cannot read .*: .*; .*$/);
  });
});

describe('who is hurt', () => {
  const note = { name: 'note', type: ['null', 'string'], default: null };
  const readers: Consumers = {
    'shop.saga': { 'bar.cup.CupFilled': ['cupId', 'note'] },
    'till.saga': { 'bar.cup.CupFilled': ['note'] },
  };

  it('is each who reads a field that goes, though every version reads every other', () => {
    const topic = topicOf([[note], []]);
    expect(incompatible(topic)).toEqual([]);
    expect(reportOn([topic], {}, readers).faults).toEqual([
      `${file(2)}: field note: removing it hurts shop.saga and till.saga, which read it; let them stop first, then drop it`,
    ]);
  });

  it('is nobody when a field goes that nobody reads', () => {
    const nobody: Consumers = { 'shop.saga': { 'bar.cup.CupFilled': ['cupId'] } };
    expect(reportOn([topicOf([[note], []])], {}, nobody).faults).toEqual([]);
  });

  it('is told when a field that is read changes', () => {
    const changed = { ...note, type: ['null', 'string', 'int'] };
    expect(reportOn([topicOf([[note], [changed]])], {}, readers).notes).toContain(
      `${file(2)}: field note: union of null and string, default null becomes union of null and string and int, default null; shop.saga and till.saga read it`,
    );
  });

  it('is each who reads a message that goes', () => {
    expect(reportOn([], {}, readers).faults).toEqual([
      'bar.cup.CupFilled: shop.saga reads it, and no topic has it; bring it back, or let it stop first',
      'bar.cup.CupFilled: till.saga reads it, and no topic has it; bring it back, or let it stop first',
    ]);
  });

  it('are our payment saga and the timeline when OrderPlaced loses its total', () => {
    const topics = readTopics().map((topic) => ({
      ...topic,
      schemas: topic.schemas.map((schema) => ({
        ...schema,
        schema: { ...schema.schema, fields: schema.schema.fields.filter(({ name }) => name !== 'total') },
      })),
    }));
    expect(reportOn(topics, {}, consumers).faults).toEqual([
      'schemas/ordering/order/OrderPlaced.v1.avsc: field total: removing it hurts payment.saga and tracking.timeline-v1, which read it; let them stop first, then drop it',
    ]);
  });
});
