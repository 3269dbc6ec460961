/** Reads the events that a policy wants to hear, and passes over all others unread. */
import type { Contract } from '../../../schemas/contract.ts';
import type { Message } from '../commit/decider.ts';
import { PermanentFailure } from '../failure.ts';
import { decodeAvro } from './avro.ts';
import type { Cause } from './cause.ts';
import type { IncomingRecord } from './incoming.ts';
import type { SchemaRegistry } from './registry.ts';

export interface Heard<Event> {
  readonly event: Event;
  readonly cause: Cause;
  readonly origin: Origin;
}

/** Who said it, and where it stands. */
export interface Origin {
  /** `/<context>/<aggregate>`, `ce_source`. */
  readonly source: string;
  /** The aggregate's id, `ce_subject`. */
  readonly subject: string;
  /** The event's place in the aggregate's life, from 1, `ce_sequence`. */
  readonly sequence: number;
  /** When it was committed, milliseconds since 1970, `ce_time`. */
  readonly at: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * @returns undefined for a type that is not wanted, told by its `ce_type` alone
 * @throws PermanentFailure when it is wanted and cannot be read
 */
export type Reader<Event> = (record: IncomingRecord) => Promise<Heard<Event> | undefined>;

export interface ReaderProps<Type extends string> {
  /** The consumer group's last part, `<context>.<function>`: part of the cause. */
  readonly consumer: string;
  readonly registry: SchemaRegistry;
  readonly contracts: readonly Contract[];
  /** The message types to hear. */
  readonly heard: readonly Type[];
}

export const readerOf = <Event extends Message>({
  consumer,
  registry,
  contracts,
  heard,
}: ReaderProps<Event['type']>): Reader<Event> => {
  const wanted = wantedSchemas(contracts, heard);
  return async (record) => {
    const found = wanted.get(`${record.topic} ${record.headers.ce_type}`);
    if (found === undefined) return undefined;
    const cause = causeOf(consumer, record);
    if (record.value === undefined)
      throw new PermanentFailure(`${record.headers.ce_type} came without a value`);
    const { schema, bytes, start } = await registry.open(record.value);
    const data = decodeAvro(found.schema, schema, bytes, start);
    return { event: { type: found.type, data } as unknown as Event, cause, origin: originOf(record) };
  };
};

const wantedSchemas = (contracts: readonly Contract[], heard: readonly string[]) =>
  new Map(
    contracts.flatMap(({ topic, messages }) =>
      Object.entries(messages)
        .filter(([type]) => heard.includes(type))
        .map(([type, { fullName, versions }]) => [
          `${topic} ${fullName}`,
          { type, schema: versions.at(-1) ?? versions[0] },
        ]),
    ),
  );

/** `ce_id` names an event within its source only: an order's payment and its reservation count from 1 both. */
const causeOf = (consumer: string, { topic, partition, offset, headers }: IncomingRecord): Cause => {
  const { ce_source: source, ce_id: id, ce_correlationid: correlationId, traceparent } = headers;
  if (source === undefined || id === undefined) {
    throw new PermanentFailure(
      `${topic}-${partition}@${offset} lacks ce_source or ce_id: it is not a CloudEvent`,
    );
  }
  return { id: `${consumer}:${source}:${id}`, by: consumer, correlationId: correlationId ?? id, traceparent };
};

/** Only who asks for a sequence or a time needs them to be there: others may come without. */
const originOf = ({ topic, partition, offset, key, headers }: IncomingRecord): Origin => ({
  source: headers.ce_source ?? '',
  subject: headers.ce_subject ?? key,
  sequence: Number(headers.ce_sequence),
  at: Date.parse(headers.ce_time ?? ''),
  topic,
  partition,
  offset,
});
