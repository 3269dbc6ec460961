/** What a world is made of, as data: aggregates, who listens to what, and the platform's promises. */
import type { Decider, Message } from '../../functions/platform/commit/decider.ts';
import type { Contract } from '../../schemas/contract.ts';

/** One kind of aggregate. */
export interface Part {
  /** `<context>/<aggregate>`. */
  readonly name: string;
  readonly decider: Decider<Message, unknown, Message>;
  readonly publishes: Contract;
  readonly sends?: readonly Contract[];
}

export interface Subscription {
  readonly consumer: string;
  readonly topics: readonly string[];
  readonly heard: readonly string[];
  /** May do something outside, which a crash then does not undo. */
  readonly handle: (event: Message, now: number) => Addressed;
}

export interface Addressed {
  readonly part: string;
  readonly command: Message;
}

export interface Rules {
  readonly parts: readonly Part[];
  readonly subscriptions: readonly Subscription[];
  /** What makes a repeat recognizable. */
  readonly causeOf: (consumer: string, record: LogRecord) => string;
  /** Which of an aggregate's commits, the oldest first, the relay sends next. */
  readonly next: (commits: readonly unknown[]) => number;
  /** Whether a consumer's position moves on before its effect is committed. */
  readonly atMostOnce: boolean;
}

export interface LogRecord {
  readonly source: string;
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly message: Message;
}

export interface Head {
  version: number;
  state: unknown;
  readonly causes: Set<string>;
  /** What the relay has not sent yet, commit by commit. */
  readonly outbox: (readonly LogRecord[])[];
}

export interface Move {
  readonly name: string;
  readonly go: () => unknown;
  /** Something that need not happen: a crash, a repeat. */
  readonly disturbs?: boolean;
  /** Happens last, when nothing else can. */
  readonly waits?: boolean;
}

export const keyOf = ({ data }: Message, { key }: Contract): string =>
  String((data as { readonly [field: string]: unknown })[key]);

/** A message as it stands in a topic. */
export const recordOf = (
  source: string,
  id: string,
  message: Message,
  contracts: readonly Contract[],
): LogRecord => {
  const contract = contracts.find(({ messages }) => Object.hasOwn(messages, message.type));
  if (contract === undefined) throw new Error(`${message.type} is in no contract of ${source}`);
  return { source, id, topic: contract.topic, key: keyOf(message, contract), message };
};
