/** P4: every poisoned record is in its context's dead-letter queue, whole, and nothing else is. */
import type { Facts, Letter, Poisoned, RecordBytes, Rule, Violation } from '../facts.ts';

const rule = 'what is poisoned is parked whole, and nothing else';

export const parked: Rule = (facts) => [
  ...facts.poisoned.flatMap((poison) => missing(poison, facts)),
  ...facts.letters.flatMap((letter) => healthy(letter, facts)),
];

const isAt = ({ topic, partition, first, last }: Letter, { record, ...at }: Poisoned): boolean =>
  topic === record.topic && partition === at.partition && first <= at.offset && at.offset <= last;

const missing = (poison: Poisoned, { letters }: Facts): readonly Violation[] => {
  const { kind, context, partition, offset, record } = poison;
  const about = `${record.topic}-${partition}@${offset}`;
  const letter = letters.find((each) => each.context === context && isAt(each, poison));
  if (letter === undefined) return [{ rule, about, what: `${kind} is not in the queue of ${context}` }];
  const lost = letter.record === undefined ? ['all of it'] : differences(record, letter.record);
  return lost.map((what) => ({ rule, about, what: `${kind} lost ${what}` }));
};

const differences = (sent: RecordBytes, found: RecordBytes): readonly string[] => {
  const lost = Object.entries(sent.headers).filter(([name, value]) => found.headers[name] !== value);
  return [
    ...(sent.key === found.key ? [] : ['its key']),
    ...(sent.value === found.value ? [] : ['its value']),
    ...lost.map(([name]) => `its header ${name}`),
  ];
};

const healthy = (letter: Letter, { poisoned }: Facts): readonly Violation[] => {
  if (poisoned.some((poison) => isAt(letter, poison))) return [];
  const { context, topic, partition, first, last, error } = letter;
  const about = `${topic}-${partition}@${first === last ? first : `${first}..${last}`}`;
  return [{ rule, about, what: `${context} could not handle it: ${error}` }];
};
