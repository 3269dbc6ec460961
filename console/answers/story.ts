/** An order's story: what happened, on one axis of time. */

export interface Bar {
  /** `<context>/<aggregate> <id>`, unique in the story. */
  readonly id: string;
  /** What caused it, when that is part of the story. */
  readonly parent?: string;
  /** How many causes it has in the story. */
  readonly depth: number;
  readonly context: string;
  readonly type: string;
  /** `<context>/<aggregate>` */
  readonly source: string;
  readonly subject: string;
  readonly sequence: number;
  /** Who: a user, `deadline`, or the consumer that heard its cause. */
  readonly by: string;
  readonly spans: readonly Span[];
  /** Whether it takes back what was done before. */
  readonly isCompensation: boolean;
  /** `<topic>-<partition>@<offset>`; none when only the journal has it. */
  readonly places: readonly string[];
  /** What it says, as JSON for people. */
  readonly body: string;
}

/** A stretch of time. A bar has those that are known of it, one after the other. */
export interface Span {
  /** `handling`: from Kafka to the commit that it led to; `relay`: from the commit to Kafka; `commit`: a moment. */
  readonly kind: 'handling' | 'commit' | 'relay';
  /** Milliseconds since 1970; the same twice for a moment. */
  readonly from: number;
  readonly to: number;
}

export interface Story {
  readonly orderId: string;
  /** Who ordered. */
  readonly customer: string;
  /** As the journal tells it, such as `cancelled`. */
  readonly status: string;
  /** In a sentence, where it was cancelled. */
  readonly reason?: string;
  /** The ids of the bars that led to its end, the first cause first. */
  readonly why: readonly string[];
  readonly correlationIds: readonly string[];
  readonly bars: readonly Bar[];
  /** Whether topics were read, too; the journals alone are quicker. */
  readonly isWhole: boolean;
}

/** What its functions did, each below what made it do so. */
export interface OrderSpans {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** How many long gaps are cut short on the axis. */
  readonly cuts: number;
  readonly rows: readonly SpanRow[];
  /** Of how many the parent was not found. */
  readonly orphans: number;
}

export interface SpanRow {
  readonly id: string;
  /** How many parents it has in its trace. */
  readonly depth: number;
  readonly name: string;
  /** The function, such as `ordering/saga`. */
  readonly service: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Places on the axis, from 0 to 1: since when it waited, when it began, when it ended. */
  readonly waiting: number;
  readonly begun: number;
  readonly ended: number;
  /** Milliseconds. */
  readonly lasts: number;
  readonly notes: readonly string[];
  /** Why it failed, where it did. */
  readonly error?: string;
}

export interface RecentOrder {
  readonly orderId: string;
  /** Its newest message, such as `OrderCancelled`. */
  readonly last: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
