/** What one correlation id did, put together from topics and journals. */
import type { Message } from '../../functions/platform/commit/decider.ts';
import type { JournalEntry } from '../../functions/platform/commit/journal.ts';
import type { TopicRecord } from '../topic-records.ts';

/** A message, as far as it is known. */
export interface Step {
  /** When it was committed, milliseconds since 1970. */
  readonly at: number;
  /** `<context>/<aggregate>` */
  readonly source: string;
  readonly subject: string;
  /** Unique within its source, `ce_id`. */
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  /** What made it happen: `<consumer>:<source>:<id>`, a deadline, or what the caller said. */
  readonly cause: string;
  /** Who, where the journal was found. */
  readonly by?: string | undefined;
  /** `<topic>-<partition>@<offset>`; more than one when it was sent again, none when only the journal has it. */
  readonly places: readonly string[];
  /** When Kafka was given it first, milliseconds since 1970; undefined when only the journal has it. */
  readonly sentAt?: number | undefined;
  readonly data: unknown;
}

const byTime = (a: Step, b: Step): number =>
  a.at - b.at || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || a.sequence - b.sequence;

/** The same message from a topic and from a journal, and each repeat of it, is one step; the earliest first. */
export const merged = (steps: readonly Step[]): readonly Step[] => {
  const groups = Map.groupBy(steps, ({ source, id }) => `${source} ${id}`);
  return [...groups.values()].flatMap((group) => combined(group)).sort(byTime);
};

const combined = (group: readonly Step[]): readonly Step[] => {
  const [first] = group;
  if (first === undefined) return [];
  const places = [...new Set(group.flatMap((step) => step.places))];
  const by = group.find((step) => step.by !== undefined)?.by;
  const sent = group.flatMap(({ sentAt }) => sentAt ?? []);
  return [{ ...first, places, by, sentAt: sent.length === 0 ? undefined : Math.min(...sent) }];
};

/** @param data decoded, or why it could not be */
export const stepOfRecord = (record: TopicRecord, data: unknown): Step => {
  const { topic, partition, offset, headers, key } = record;
  return {
    at: Date.parse(headers.ce_time ?? '') || record.timestamp,
    source: (headers.ce_source ?? '').replace(/^\//, ''),
    subject: headers.ce_subject ?? key,
    id: headers.ce_id ?? `${topic}-${partition}@${offset}`,
    sequence: Number(headers.ce_sequence ?? 0),
    type: headers.ce_type?.split('.').at(-1) ?? '?',
    cause: headers.ce_causationid ?? '',
    places: [`${topic}-${partition}@${offset}`],
    sentAt: record.timestamp,
    data,
  };
};

/** A commit's events. */
export const stepsOfEntry = (
  source: string,
  subject: string,
  { version, events, at, cause, by }: JournalEntry<Message>,
): readonly Step[] =>
  events.map(({ type, data }, index) => {
    const sequence = version - events.length + index + 1;
    const id = `${subject}.${sequence}`;
    return { at, source, subject, id, sequence, type, cause, by, places: [], data };
  });
