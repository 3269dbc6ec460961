/** P2: per key in order and without gaps, however often; and one id means one thing, always. */
import type { Rule, Said, Violation } from '../facts.ts';

const order = 'per key, in order and without gaps';
const meaning = 'one id means one thing';

const isCommand = ({ topic }: Said): boolean => topic.endsWith('.commands');

/** Of one key, what one aggregate says: its events count from 1 without a gap, its commands only upwards. */
export const sequence: Rule = ({ said }) => {
  const lanes = new Map<string, { last: number; readonly known: Set<string> }>();
  const violations: Violation[] = [];
  for (const message of said) {
    const { topic, key, source, subject, id } = message;
    const name = `${topic} ${key} ${source}/${subject}`;
    const lane = lanes.get(name) ?? { last: 0, known: new Set() };
    lanes.set(name, lane);
    if (lane.known.has(id)) continue;
    lane.known.add(id);
    const expected = lane.last + 1;
    const right = isCommand(message) ? message.sequence >= lane.last : message.sequence === expected;
    if (!right) violations.push(outOfOrder(message, expected));
    lane.last = Math.max(lane.last, message.sequence);
  }
  return violations;
};

const outOfOrder = ({ topic, partition, offset, subject, type, sequence: got }: Said, expected: number) => ({
  rule: order,
  about: subject,
  what: `${topic}-${partition}@${offset} ${type} has sequence ${got}, expected ${expected}`,
});

export const oneMeaning: Rule = ({ said }) => {
  const first = new Map<string, Said>();
  const violations: Violation[] = [];
  for (const message of said) {
    const name = `${message.topic} ${message.source} ${message.id}`;
    const known = first.get(name);
    if (known === undefined) first.set(name, message);
    else if (!isSame(known, message)) violations.push(two(known, message));
  }
  return violations;
};

const isSame = (one: Said, other: Said): boolean =>
  one.type === other.type &&
  one.key === other.key &&
  one.partition === other.partition &&
  one.fingerprint === other.fingerprint;

const two = (one: Said, other: Said): Violation => ({
  rule: meaning,
  about: one.subject,
  what: `${one.id} is ${one.type} at ${one.partition}@${one.offset}, and another ${other.type} at ${other.partition}@${other.offset}`,
});
