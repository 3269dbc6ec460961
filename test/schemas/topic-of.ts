/** A topic `bar.cup` whose message CupFilled has these versions. */
import type { AvroRecord, TopicSource } from '../../schemas/source.ts';

/** @param versions whole schemas, or the fields after the key */
export const topicOf = (versions: readonly (object | readonly object[])[]): TopicSource => ({
  folder: 'bar/cup',
  topic: 'bar.cup',
  kind: 'events',
  doc: 'Cups.',
  key: 'cupId',
  partitions: 1,
  retentionDays: null,
  cleanup: 'delete',
  schemas: versions.map((version, index) => ({
    type: 'CupFilled',
    version: index + 1,
    schema: (Array.isArray(version) ? recordOf(version) : version) as AvroRecord,
  })),
});

export const file = (version: number): string => `schemas/bar/cup/CupFilled.v${version}.avsc`;

const recordOf = (fields: readonly object[]): object => ({
  type: 'record',
  name: 'CupFilled',
  namespace: 'bar.cup',
  fields: [{ name: 'cupId', type: 'string' }, ...fields],
});
