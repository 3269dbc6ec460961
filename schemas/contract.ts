/** What a topic promises to those who write and read it; generated from the `.avsc` files, see `generate.ts`. */
export interface Contract {
  /** The topic's name, `<context>.<aggregate>` or `<context>.<aggregate>.commands`. */
  readonly topic: string;
  readonly kind: 'events' | 'commands';
  /** The field of every message that holds the aggregate's id; its value is the record's key. */
  readonly key: string;
  readonly partitions: number;
  /** How long records are kept; `null` for ever. */
  readonly retentionDays: number | null;
  /** By message type, every published version of its schema, the newest last. */
  readonly messages: { readonly [type: string]: MessageContract };
}

export interface MessageContract {
  /** The record's full name, which is the message's `ce_type`. */
  readonly fullName: string;
  /** Avro schemas as JSON text, the newest last. */
  readonly versions: readonly [string, ...string[]];
}

/** The subject of a schema in the registry, by TopicRecordNameStrategy. */
export const subjectOf = (topic: string, fullName: string): string => `${topic}-${fullName}`;
