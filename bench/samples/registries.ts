/** Registries of both kinds, that know whatever they are asked: they are asked once, and what is measured comes after. */
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { GlueClient } from '@aws-sdk/client-glue';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { glueRegistry } from '../../functions/platform/contract/glue-registry.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { serve } from '../../local/http-server.ts';

export interface Registries {
  /** Of Confluent's API. */
  readonly url: string;
  readonly Confluent: SchemaRegistry;
  readonly Glue: SchemaRegistry;
  readonly stop: () => Promise<void>;
}

interface Known {
  readonly schema: string;
  readonly version: string;
}

export const openRegistries = async (): Promise<Registries> => {
  const known: Known[] = [];
  const placeOf = (schema: string): number => {
    const at = known.findIndex((each) => each.schema === schema);
    return at < 0 ? known.push({ schema, version: randomUUID() }) - 1 : at;
  };
  const confluent = (url: string, body: string): object => {
    const id = /\/schemas\/ids\/(\d+)/.exec(url)?.[1];
    if (id !== undefined) return { schema: known[Number(id) - 1]?.schema };
    return { id: placeOf((JSON.parse(body) as Known).schema) + 1 };
  };
  const glue = (body: string): object => {
    const asked = JSON.parse(body) as {
      readonly SchemaDefinition?: string;
      readonly SchemaVersionId?: string;
    };
    const found =
      asked.SchemaDefinition === undefined
        ? known.find(({ version }) => version === asked.SchemaVersionId)
        : known[placeOf(asked.SchemaDefinition)];
    const { schema, version } = found ?? {};
    return { SchemaVersionId: version, Status: 'AVAILABLE', SchemaDefinition: schema, DataFormat: 'AVRO' };
  };
  const server = await serve(async (request, response) => {
    const body = await text(request);
    const isGlue = request.headers['x-amz-target'] !== undefined;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isGlue ? glue(body) : confluent(request.url ?? '', body)));
  }, 0);
  return {
    url: server.url,
    Confluent: confluentRegistry(server.url),
    Glue: glueRegistry(new GlueClient(clientConfiguration(server.url)), 'bench'),
    stop: server.stop,
  };
};

/** What is known already comes at once. */
export const atOnce = <Value>(value: Value | Promise<Value>): Value => {
  if (value instanceof Promise) throw new Error('it was asked for before, and must not be asked for again');
  return value;
};
