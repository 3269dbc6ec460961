/** What the check says of a next version that nobody has saved yet; nothing is written. */
import * as z from 'zod';
import { differences } from '../../schemas/check/differences.ts';
import { lockOf } from '../../schemas/check/lock.ts';
import { reportOn } from '../../schemas/check/report.ts';
import { sound } from '../../schemas/check/sound.ts';
import type { Consumers } from '../../schemas/reads.ts';
import type { AvroRecord, TopicSource } from '../../schemas/source.ts';
import type { Verdict } from '../answers/contracts.ts';
import { Problem } from '../server/route.ts';

export const proposal = z.object({ topic: z.string(), type: z.string(), text: z.string() });

/** @throws Problem when there is no such message */
export const verdictOn = (
  topics: readonly TopicSource[],
  consumers: Consumers,
  { topic, type, text }: z.infer<typeof proposal>,
): Verdict => {
  const source = topics.find((each) => each.topic === topic);
  const newest = source?.schemas.findLast((each) => each.type === type);
  if (source === undefined || newest === undefined) throw new Problem(404, `${topic} has no message ${type}`);
  const version = newest.version + 1;
  const path = `${source.folder}/${type}.v${version}.avsc`;
  const next = recordIn(text, source, type, path);
  if (typeof next === 'string') return { faults: [next], notes: [], differences: [] };
  const changed = { ...source, schemas: [...source.schemas, { type, version, schema: next }] };
  const after = topics.map((each) => (each === source ? changed : each));
  const { faults, notes } = reportOn(after, lockOf(topics), consumers);
  const earlier = [
    `${source.folder}/${type}.v${newest.version}.avsc`,
    JSON.stringify(newest.schema),
  ] as const;
  return {
    faults: [...keyFaults(next, source, path), ...faults],
    notes: notes.filter((note) => note.startsWith(`schemas/${path}`)),
    differences: differences(new Map([earlier]), new Map([earlier, [path, text]])),
  };
};

/** @returns why it is none, in a line */
const recordIn = (text: string, source: TopicSource, type: string, path: string): AvroRecord | string => {
  const namespace = source.topic.replaceAll('-', '_');
  try {
    const json: unknown = JSON.parse(text);
    return sound(json, { path: `schemas/${path}`, name: type, namespace })
      ? json
      : `schemas/${path}: expected a record ${type} in the namespace ${namespace}`;
  } catch (error) {
    return (error as Error).message;
  }
};

const keyFaults = (schema: AvroRecord, { key }: TopicSource, path: string): readonly string[] =>
  schema.fields.find(({ name }) => name === key)?.type === 'string'
    ? []
    : [`schemas/${path}: expected a field ${key} of type string, the topic's key`];
