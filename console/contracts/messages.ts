/** Every message of every topic: its versions, who can read whom, and who reads which field. */
import { fieldsOf } from '../../schemas/check/fields.ts';
import { brokenPairs, messagesOf } from '../../schemas/check/full.ts';
import { subjectOf } from '../../schemas/contract.ts';
import type { Consumers } from '../../schemas/reads.ts';
import type { SchemaFile, TopicSource } from '../../schemas/source.ts';
import type { ContractMessage, Pairing } from '../answers/contracts.ts';

export const contractMessages = (
  topics: readonly TopicSource[],
  consumers: Consumers,
): readonly ContractMessage[] =>
  topics.flatMap((topic) =>
    [...messagesOf(topic)].map(([type, versions]) => messageOf(topic.topic, type, versions, consumers)),
  );

const messageOf = (
  topic: string,
  type: string,
  versions: readonly SchemaFile[],
  consumers: Consumers,
): ContractMessage => {
  const newest = versions.at(-1)?.schema;
  const fullName = `${newest?.namespace}.${type}`;
  return {
    topic,
    subject: subjectOf(topic, fullName),
    type,
    fullName,
    doc: newest?.doc ?? '',
    versions: versions.map(({ version, schema }) => ({
      version,
      text: JSON.stringify(schema, null, 2),
      fields: [...fieldsOf(schema)].map(([path, words]) => ({ path, words })),
    })),
    matrix: matrixOf(versions),
    readers: readersOf(fullName, consumers),
  };
};

const matrixOf = (versions: readonly SchemaFile[]): readonly Pairing[] => {
  const broken = brokenPairs(versions);
  return versions.flatMap(({ version: reader }) =>
    versions.map(({ version: writer }) => ({
      reader,
      writer,
      faults: broken
        .filter((pair) => pair.reader === reader && pair.writer === writer)
        .map(({ path, rule, fix }) => `${path === '' ? 'the record' : path}: ${rule}; ${fix}`),
    })),
  );
};

const readersOf = (fullName: string, consumers: Consumers): ContractMessage['readers'] => {
  const read = Object.entries(consumers).flatMap(([consumer, reads]) =>
    (reads[fullName] ?? []).map((field) => ({ field, consumer })),
  );
  return [...Map.groupBy(read, ({ field }) => field)]
    .map(([field, some]) => ({ field, consumers: some.map(({ consumer }) => consumer) }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
};
