/** The AsyncAPI 3 document of every topic: https://www.asyncapi.com/docs/reference/specification/v3.0.0 */

import type { Catalog, Message, Topic } from './catalog.ts';
import type { Consumer } from './consumers.ts';

/** @param version of the system, from package.json */
export const asyncApi = ({ contexts, topics }: Catalog, version: string): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Tributary',
    version,
    description:
      'Every topic, who sends to it and who receives from it. Messages are CloudEvents 1.0 in the binary mode of the Kafka binding; values are Avro behind the framing of the schema registry.',
  },
  defaultContentType: 'application/avro',
  channels: Object.fromEntries(topics.map((topic) => [topic.topic, channelOf(topic)])),
  operations: Object.fromEntries([
    ...topics.flatMap((topic) => topic.publishers.map((context) => sendOf(topic, context))),
    ...contexts.flatMap(({ consumers }) => consumers.flatMap((consumer) => receivesOf(consumer, topics))),
  ]),
  components: {
    messageTraits: { cloudEvent: { headers } },
  },
});

const channelOf = ({
  topic,
  doc,
  partitions,
  retentionDays,
  cleanup,
  key,
  kind,
  messages,
}: Topic): object => ({
  address: topic,
  description: `${doc} Holds ${kind}, keyed by ${key}.`,
  messages: Object.fromEntries(messages.map((message) => [message.type, messageOf(message, key)])),
  bindings: {
    kafka: {
      topic,
      partitions,
      topicConfiguration: {
        'cleanup.policy': [cleanup],
        'retention.ms': retentionDays === null ? -1 : retentionDays * 86_400_000,
      },
      bindingVersion: '0.5.0',
    },
  },
});

const messageOf = ({ fullName, type, doc, file, versions }: Message, key: string): object => ({
  name: fullName,
  title: type,
  summary: doc,
  description: `Versions: ${versions.join(', ')}.`,
  contentType: 'application/avro',
  traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
  payload: {
    schemaFormat: 'application/vnd.apache.avro+json;version=1.9.0',
    schema: { $ref: `../../${file}` },
  },
  bindings: {
    kafka: { key: { type: 'string', description: `The field ${key}.` }, bindingVersion: '0.5.0' },
  },
});

const sendOf = ({ topic, messages }: Topic, context: string) =>
  [`${context}.sends.${topic}`, operationOf('send', topic, messages, `${context} sends.`)] as const;

const receivesOf = ({ name, topics, heard }: Consumer, all: readonly Topic[]) =>
  all
    .filter(({ topic }) => topics.includes(topic))
    .map(({ topic, messages }) => {
      const wanted = messages.filter(({ type }) => heard.includes(type));
      return [
        `${name}.receives.${topic}`,
        operationOf('receive', topic, wanted, `${name} receives.`),
      ] as const;
    });

const operationOf = (
  action: string,
  topic: string,
  messages: readonly Message[],
  summary: string,
): object => ({
  action,
  channel: { $ref: `#/channels/${topic}` },
  summary,
  messages: messages.map(({ type }) => ({ $ref: `#/channels/${topic}/messages/${type}` })),
});

const text = (description: string, more: object = {}): object => ({ type: 'string', description, ...more });

const headers = {
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_subject',
    'ce_time',
    'ce_sequence',
    'ce_correlationid',
    'ce_causationid',
    'content-type',
  ],
  properties: {
    ce_specversion: text('CloudEvents 1.0.', { const: '1.0' }),
    ce_id: text(
      '`<aggregate id>.<sequence>`, with a further number for what is sent beside the event; once in its source.',
    ),
    ce_source: text('`/<context>/<aggregate>`.'),
    ce_type: text('The full name of the Avro record.'),
    ce_subject: text('The id of the aggregate that says it.'),
    ce_time: text('When it was committed, UTC.', { format: 'date-time' }),
    ce_sequence: text('Its place in the life of the aggregate, from 1.', { pattern: '^[1-9][0-9]*$' }),
    ce_correlationid: text('The id of the request that all of this began with.'),
    ce_causationid: text('The id of what directly caused it.'),
    traceparent: text('W3C trace context, if there is one.'),
    'content-type': text('Always Avro.', { const: 'application/avro' }),
  },
};
