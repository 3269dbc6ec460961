/** Dead letters by how they failed: the most first. */

import type { Listed } from '../../ops/dlq/list.ts';
import { idOf } from '../../ops/dlq/marks.ts';
import type { DeadLetter, FailureGroup } from '../answers/failures.ts';
import { shortened } from '../topics/as-text.ts';

/** Characters of an error that make a group. */
const longest = 300;

export const grouped = (listed: readonly Listed[]): readonly FailureGroup[] => {
  const groups = Map.groupBy(listed, errorOf);
  return [...groups]
    .map(([error, some]) => {
      const letters = some.map(letterOf);
      return {
        error: shortened(error, longest).text,
        ...(some[0]?.kind === 'key' && { selection: { error: beforeNames(error) } }),
        records: letters.reduce((sum, { records }) => sum + records, 0),
        letters,
      };
    })
    .sort((a, b) => b.records - a.records || (a.error < b.error ? -1 : 1));
};

const errorOf = (listed: Listed): string => {
  if (listed.kind !== 'key') return kinds[listed.kind];
  const { name, message } = listed.first.error;
  return `${name}: ${message}`.slice(0, longest).replace(names, left);
};

/** What is different in each of many that failed in the same way: ids, offsets, amounts. */
const names = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{2,}/g;
const left = '…';

/** Part of all of them: a selection knows no patterns. */
const beforeNames = (error: string): string => error.split(left)[0] ?? error;

const kinds = {
  batch: 'A batch that its mapping gave up',
  deadline: 'A deadline that could not be met',
  other: 'A message of its own',
} as const;

const letterOf = (listed: Listed): DeadLetter => {
  if (listed.kind !== 'key') {
    const { kind, context, id, about } = listed;
    const nobody = { consumer: '', topic: '', shownKey: { text: '' }, records: 1, attempts: 0 };
    const one = { context, id };
    const selections = { redrive: one, drop: one, show: one };
    return { kind, context, id, ...nobody, about: shortened(about, longest), selections };
  }
  const { context, consumer, topic, key, first, records } = listed;
  const id = idOf(first);
  return {
    kind: 'key',
    context,
    id,
    consumer,
    topic,
    shownKey: shortened(key, longest),
    about: shortened(first.type === '' ? 'a record without a type' : first.type, longest),
    records,
    attempts: first.attempts,
    lastAt: first.lastAt,
    // With the context, only its own queue is looked into.
    selections: {
      redrive: key === '' ? { context, consumer, id } : { context, consumer, key },
      drop: { context, consumer, id },
      show: { context, consumer, id },
    },
  };
};
