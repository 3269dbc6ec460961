/**
 * A message on the wire: CloudEvents 1.0 in the Kafka binding's binary mode, with a framed Avro value.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md#32-binary-content-mode
 */
import { type Contract, type MessageContract, subjectOf } from '../../../schemas/contract.ts';
import type { Message } from '../commit/decider.ts';
import { PermanentFailure } from '../failure.ts';
import { encodeAvro } from './avro.ts';
import { isoTime } from './iso-time.ts';
import type { SchemaRegistry } from './registry.ts';

/** A finished Kafka record; nobody after this needs to know what it means. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly key: string;
  readonly headers: { readonly [name: string]: string };
  readonly value: Uint8Array;
}

export interface Context {
  /** `/<context>/<aggregate>`, `ce_source`. */
  readonly source: string;
  /** The id of the aggregate that says it, `ce_subject`. */
  readonly subject: string;
  /** `<subject>.<sequence>`, with a further number for what is sent beside the event; `ce_id`. */
  readonly id: string;
  /** The event's place in the aggregate's life, from 1, `ce_sequence`. */
  readonly sequence: number;
  /** When it was committed, milliseconds since 1970, `ce_time`. */
  readonly at: number;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string | undefined;
}

/**
 * Encodes a message, with all that the relay needs to send it.
 *
 * @returns the message itself once the registry's answer is known
 * @throws PermanentFailure when the message is in none of the contracts, or its data does not fit the schema
 */
export const outgoing = (
  { type, data }: Message,
  contracts: readonly Contract[],
  context: Context,
  registry: SchemaRegistry,
): OutgoingMessage | Promise<OutgoingMessage> => {
  const contract = contracts.find(({ messages }) => Object.hasOwn(messages, type));
  const message = contract?.messages[type];
  if (contract === undefined || message === undefined) throw unknownMessage(type, contracts, context);
  const { subject, schema } = writtenAs(contract.topic, message);
  const finished = (header: Uint8Array): OutgoingMessage => ({
    topic: contract.topic,
    key: String((data as { readonly [field: string]: unknown })[contract.key]),
    headers: headersOf(message.fullName, context),
    value: encodeAvro(schema, data, header),
  });
  const header = registry.header(subject, schema);
  return header instanceof Promise ? header.then(finished) : finished(header);
};

const unknownMessage = (type: string, contracts: readonly Contract[], { source }: Context): Error => {
  const known = contracts.flatMap(({ messages }) => Object.keys(messages)).join(', ');
  return new PermanentFailure(`${type} is in no contract of ${source}; known are ${known}`);
};

interface Written {
  readonly subject: string;
  /** The newest version. */
  readonly schema: string;
}

const written = new WeakMap<MessageContract, Written>();

const writtenAs = (topic: string, message: MessageContract): Written => {
  const known = written.get(message);
  if (known !== undefined) return known;
  const { fullName, versions } = message;
  const fresh = { subject: subjectOf(topic, fullName), schema: versions.at(-1) ?? versions[0] };
  written.set(message, fresh);
  return fresh;
};

const headersOf = (type: string, context: Context): OutgoingMessage['headers'] => {
  const headers: { [name: string]: string } = {
    ce_specversion: '1.0',
    ce_id: context.id,
    ce_source: context.source,
    ce_type: type,
    ce_subject: context.subject,
    ce_time: isoTime(context.at),
    ce_sequence: String(context.sequence),
    ce_correlationid: context.correlationId,
    ce_causationid: context.causationId,
    'content-type': 'application/avro',
  };
  // Most messages have one: it is set, and what is there is not copied for it.
  if (context.traceparent !== undefined) headers.traceparent = context.traceparent;
  return headers;
};
