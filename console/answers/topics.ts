/** Topics, and what lies in them. */
import type { PartitionEnds } from '../../ops/status/offsets.ts';
import type { Readable } from '../topics/as-text.ts';

export type { TopicHistory } from '../live/rates.ts';
export type { Readable } from '../topics/as-text.ts';

export interface TopicOverview {
  readonly topic: string;
  readonly doc: string;
  readonly kind: 'events' | 'commands';
  /** The field that is its key. */
  readonly key: string;
  /** In words. */
  readonly retention: string;
  readonly partitions: readonly PartitionEnds[];
  readonly consumers: readonly { readonly consumer: string; readonly lag: number }[];
  /** Records a second, by the last two looks; null when that cannot be told. */
  readonly rate: number | null;
}

export interface ShownRecord {
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly key: Readable;
  /** Without its namespace; empty when it has none. */
  readonly type: string;
  /** Of the schema that it was written with, such as `OrderCancelled v2`; undefined when that is not known. */
  readonly schema?: string;
  readonly headers: readonly { readonly name: string; readonly value: Readable }[];
  /** Decoded, or why it cannot be. */
  readonly body: Readable;
  readonly isUnreadable: boolean;
  /** The first bytes as they are, sixteen a line. */
  readonly raw: string;
  readonly bytes: number;
}

export interface Browsed {
  readonly records: readonly ShownRecord[];
  /** How many records were looked at for them, and of how many. */
  readonly looked: number;
  readonly of: number;
}
