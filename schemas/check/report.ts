/** All that the check has to say about the contracts. */

import type { Consumers } from '../reads.ts';
import type { TopicSource } from '../source.ts';
import { incompatible, messagesOf } from './full.ts';
import { hurtBy, missingMessages } from './hurt.ts';
import { edited, type Lock, unpublished } from './lock.ts';

export interface Report {
  /** What must not be published. */
  readonly faults: readonly string[];
  /** What only has to be published. */
  readonly unpublished: readonly string[];
  /** What a reviewer should look at. */
  readonly notes: readonly string[];
}

export const reportOn = (topics: readonly TopicSource[], lock: Lock, consumers: Consumers): Report => {
  const hurt = topics.map((topic) => hurtBy(topic, consumers));
  return {
    faults: [
      ...topics.flatMap(incompatible),
      ...edited(lock, topics),
      ...hurt.flatMap(({ removed }) => removed),
      ...missingMessages(topics, consumers),
    ],
    unpublished: unpublished(lock, topics),
    notes: [...hurt.flatMap(({ changed }) => changed), ...topics.flatMap(compared)],
  };
};

/** Old version by old version, for the messages that have any. */
const compared = (topic: TopicSource): readonly string[] =>
  [...messagesOf(topic)]
    .filter(([, versions]) => versions.length > 1)
    .map(
      ([type, versions]) =>
        `${topic.topic}/${type}: ${versions.map(({ version }) => `v${version}`).join(', ')} were compared, each with each, both ways`,
    );
