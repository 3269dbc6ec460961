/** The map: contexts and topics, an arrow for who publishes and one for who listens. */

import type { Journaled } from '../../ops/journal/journaled.ts';
import type { KafkaMapping } from '../../ops/status/mappings.ts';
import type { Consumers } from '../../schemas/reads.ts';
import type { Drawing, DrawnEdge } from '../answers/drawing.ts';

export interface DrawingProps {
  readonly contexts: readonly string[];
  readonly aggregates: readonly Pick<Journaled, 'name' | 'publishes' | 'sends'>[];
  readonly mappings: readonly KafkaMapping[];
  readonly reads: Consumers;
}

const contextId = (name: string): string => `context ${name}`;
const topicId = (name: string): string => `topic ${name}`;

export const drawingOf = (props: DrawingProps): Drawing => {
  const edges = [...publishing(props), ...listening(props)];
  const topics = [...new Set(edges.map(({ topic }) => topic))].sort();
  return {
    nodes: [
      ...props.contexts.map((name) => ({ id: contextId(name), kind: 'context' as const, name })),
      ...topics.map((name) => ({ id: topicId(name), kind: 'topic' as const, name })),
    ],
    edges,
  };
};

const publishing = ({ aggregates }: DrawingProps): readonly DrawnEdge[] => {
  const said = aggregates.flatMap(({ name, publishes, sends }) =>
    [publishes, ...sends].map(({ topic }) => ({ context: name.split('/')[0] ?? '', topic })),
  );
  const once = new Map(said.map((each) => [`${each.context} ${each.topic}`, each]));
  return [...once.values()].map(({ context, topic }) => ({
    from: contextId(context),
    to: topicId(topic),
    topic,
    consumers: [],
    heard: [],
  }));
};

/** One arrow for all of a context's functions that listen to a topic. */
const listening = ({ mappings, reads }: DrawingProps): readonly DrawnEdge[] => {
  const grouped = Map.groupBy(mappings, ({ context, topic }) => `${context} ${topic}`);
  return [...grouped.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const { context, topic } = first;
    const consumers = some.map(({ consumer }) => consumer);
    const heard = consumers.flatMap((consumer) => heardBy(reads[consumer], topic));
    return [
      { from: topicId(topic), to: contextId(context), topic, consumers, heard: [...new Set(heard)].sort() },
    ];
  });
};

/** A message's full name is `<topic>.<Type>`, with `_` for `-`. */
const heardBy = (read: Consumers[string] = {}, topic: string): readonly string[] =>
  Object.keys(read)
    .filter((fullName) => fullName.slice(0, fullName.lastIndexOf('.')) === topic.replaceAll('-', '_'))
    .map((fullName) => fullName.split('.').at(-1) ?? '');
