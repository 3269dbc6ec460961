/** P4: every poisoned record is in its context's dead-letter queue, whole, what came behind it too, and nothing else is. */
import type { Facts, Letter, Poisoned, RecordBytes, Rule, Sent, Violation } from '../facts.ts';
import { toldOf } from './told.ts';

const rule = 'what is poisoned is parked whole, and nothing else';

export const parked: Rule = (facts) => [
  ...facts.poisoned.flatMap((poison) => [
    ...missing(poison, poison, facts),
    ...poison.behind.flatMap((sent) => missing(sent, { ...poison, kind: `behind ${poison.kind}` }, facts)),
  ]),
  ...tooEarly(facts),
  ...facts.letters.flatMap((letter) => healthy(letter, facts)),
];

/** With all that came behind it. */
export const isParkedWhole = (poison: Poisoned, facts: Facts): boolean =>
  [poison, ...poison.behind].every((sent) => missing(sent, poison, facts).length === 0);

const isAt = ({ topic, partition, first, last }: Letter, { record, ...at }: Sent): boolean =>
  topic === record.topic && partition === at.partition && first <= at.offset && at.offset <= last;

const missing = (
  sent: Sent,
  { kind, context }: Pick<Poisoned, 'kind' | 'context'>,
  { letters }: Facts,
): readonly Violation[] => {
  const { partition, offset, record } = sent;
  const about = `${record.topic}-${partition}@${offset}`;
  const letter = letters.find((each) => each.context === context && isAt(each, sent));
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

/** What waits behind a parked record has no effect, and neither has the record itself. */
const tooEarly = ({ poisoned, said }: Facts): readonly Violation[] => {
  const told = toldOf(said, poisoned);
  return poisoned.flatMap(({ kind, effects, never }) =>
    [...effects, ...never].flatMap((effect) =>
      told(effect).length === 0
        ? []
        : [{ rule, about: effect.subject, what: `${effect.type} was told while ${kind} was parked` }],
    ),
  );
};

const healthy = (letter: Letter, { poisoned }: Facts): readonly Violation[] => {
  if (poisoned.some((poison) => [poison, ...poison.behind].some((sent) => isAt(letter, sent)))) return [];
  const { context, topic, partition, first, last, error } = letter;
  const about = `${topic}-${partition}@${first === last ? first : `${first}..${last}`}`;
  return [{ rule, about, what: `${context} could not handle it: ${error}` }];
};
