/** A static site of the same data, which opens from disk. */

import { apiBody } from './api-page.ts';
import type { Catalog, Context, Message, Topic } from './catalog.ts';
import { retentionOf } from './context-page.ts';
import { drawnMap } from './drawn-map.ts';
import { element, link, list, page, table, text } from './html.ts';

/** @returns pages by their paths */
export const siteOf = (catalog: Catalog): ReadonlyMap<string, string> => {
  const { contexts, topics } = catalog;
  const apis = contexts.filter(({ routes }) => routes.length > 0);
  return new Map([
    ['index.html', page(catalog, '', 'Context map', drawnMap(catalog))],
    ...contexts.map(
      (each) =>
        [`contexts/${each.name}.html`, page(catalog, '../', each.name, contextBody(each, topics))] as const,
    ),
    ...topics.map(
      (each) =>
        [`topics/${each.topic}.html`, page(catalog, '../', each.topic, topicBody(each, contexts))] as const,
    ),
    ...apis.map(
      (each) =>
        [`apis/${each.name}.html`, page(catalog, '../', `The API of ${each.name}`, apiBody(each))] as const,
    ),
  ]);
};

const contextBody = (context: Context, topics: readonly Topic[]): string =>
  [
    element('p', text(context.purpose)),
    element('p', text(`Owner: ${context.owner}.`)),
    element('h2', 'Words'),
    table(
      ['word', 'meaning'],
      Object.entries(context.words).map((pair) => pair.map(text)),
    ),
    element('h2', 'Topics'),
    list(topics.filter((each) => each.context === context.name).map(topicLink)),
    element('h2', 'API'),
    list(
      context.routes.length === 0 ? [] : [link(`../apis/${context.name}.html`, `The API of ${context.name}`)],
    ),
    element('h2', 'Listens to'),
    table(
      ['function', 'topics', 'messages'],
      context.consumers.map(({ name, topics: heardOn, heard }) => [
        text(name),
        heardOn.map((topic) => link(`../topics/${topic}.html`, topic)).join(', '),
        text(heard.join(', ')),
      ]),
    ),
  ].join('\n');

const topicLink = ({ topic, doc }: Topic): string =>
  `${link(`../topics/${topic}.html`, topic)}: ${text(doc)}`;

const topicBody = (topic: Topic, contexts: readonly Context[]): string => {
  const listeners = contexts
    .flatMap(({ consumers }) => consumers)
    .filter((each) => each.topics.includes(topic.topic));
  const facts = [
    ['owner', contexts.find(({ name }) => name === topic.context)?.owner ?? topic.context],
    ['holds', topic.kind],
    ['key', topic.key],
    ['partitions', String(topic.partitions)],
    ['retention', retentionOf(topic)],
    ['published by', topic.publishers.join(', ')],
    ['heard by', listeners.map(({ name }) => name).join(', ')],
  ];
  return [
    element('p', text(topic.doc)),
    table(
      [],
      facts.map((fact) => fact.map(text)),
    ),
    ...topic.messages.map(messageBody),
  ].join('\n');
};

const messageBody = ({ type, doc, versions, fields }: Message): string =>
  [
    element('h2', text(type)),
    element('p', text(`${doc} Versions: ${versions.join(', ')}.`)),
    table(
      ['field', 'type', 'meaning'],
      fields.map((field) => [field.path, field.type, field.doc].map(text)),
    ),
  ].join('\n');
