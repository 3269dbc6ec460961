/** Everything that the documents say, read from contracts, stacks, handlers and routes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteDescription } from '../../functions/platform/http/route-description.ts';
import { readTopics, type TopicSource } from '../../schemas/source.ts';
import { type Field, fieldsOf } from './avro-field.ts';
import { type Consumer, readConsumers } from './consumers.ts';
import { root } from './source-text.ts';
import { contextNames, publishedBy } from './stacks.ts';
import { readWords, type Words } from './words.ts';

export interface Message {
  readonly type: string;
  readonly fullName: string;
  readonly doc: string;
  /** Every published version, the newest last. */
  readonly versions: readonly number[];
  /** The newest version's file, from the root. */
  readonly file: string;
  readonly fields: readonly Field[];
}

export interface Topic extends Omit<TopicSource, 'schemas'> {
  readonly context: string;
  readonly publishers: readonly string[];
  readonly messages: readonly Message[];
}

export interface Context extends Words {
  readonly name: string;
  readonly consumers: readonly Consumer[];
  readonly routes: readonly RouteDescription[];
}

export interface Catalog {
  readonly contexts: readonly Context[];
  readonly topics: readonly Topic[];
}

/** @throws Error in one line: which file, what was wrong in it, what was expected */
export const readCatalog = async (): Promise<Catalog> => {
  const names = contextNames();
  const [consumers, published] = [
    await readConsumers(),
    names.map((name) => [name, publishedBy(name)] as const),
  ];
  const topics = readTopics().map((source) => {
    const publishers = published.filter(([, all]) => all.includes(source.topic)).map(([name]) => name);
    return topicOf(source, publishers);
  });
  const contexts = names.map(async (name) => ({
    name,
    ...readWords(name),
    consumers: consumers.filter(({ context }) => context === name),
    routes: await routesOf(name),
  }));
  const catalog = { contexts: await Promise.all(contexts), topics };
  refuseLoose(catalog);
  return catalog;
};

/** @throws Error for a topic that nobody publishes, or a message that is listened for and never said */
export const refuseLoose = ({ contexts, topics }: Catalog): void => {
  const orphan = topics.find(({ publishers }) => publishers.length === 0);
  if (orphan !== undefined) {
    throw new Error(`schemas/${orphan.folder}: no stack publishes it; name it in lib/${orphan.context}.ts`);
  }
  for (const { path, heard, topics: listens } of contexts.flatMap(({ consumers }) => consumers)) {
    const said = topics.filter(({ topic }) => listens.includes(topic)).flatMap(({ messages }) => messages);
    const never = heard.find((type) => !said.some((message) => message.type === type));
    if (never === undefined) continue;
    throw new Error(
      `${path}: hears ${never}, which is in none of its contracts; expected one of their messages`,
    );
  }
};

export const topicOf = (source: TopicSource, publishers: readonly string[]): Topic => {
  const { schemas, ...rest } = source;
  const [context = ''] = source.folder.split('/');
  const types = [...new Set(schemas.map(({ type }) => type))];
  return { ...rest, context, publishers, messages: types.map((type) => messageOf(source, type)) };
};

const messageOf = ({ folder, schemas }: TopicSource, type: string): Message => {
  const all = schemas.filter((schema) => schema.type === type);
  const { schema, version } = all.at(-1) ?? all[0] ?? missing(folder, type);
  const file = `schemas/${folder}/${type}.v${version}.avsc`;
  const { namespace, name, doc = '' } = schema;
  if (doc.trim() === '') throw new Error(`${file}: ${name} lacks doc; every message says what it means`);
  const versions = all.map((each) => each.version);
  return { type, fullName: `${namespace}.${name}`, doc, versions, file, fields: fieldsOf(file, schema) };
};

const missing = (folder: string, type: string): never => {
  throw new Error(`schemas/${folder}: expected a schema of ${type}`);
};

const routesOf = async (context: string): Promise<readonly RouteDescription[]> => {
  const path = join(root, 'functions', context, 'routes.ts');
  if (!existsSync(path)) return [];
  const module: { readonly routes?: readonly RouteDescription[] } = await import(pathToFileURL(path).href);
  if (module.routes !== undefined) return module.routes;
  throw new Error(`functions/${context}/routes.ts: expected an export named routes, a list of descriptions`);
};
