/** A stand-in for Glue, on its JSON protocol: the far side of the network, with the schema versions that a test gives it. */
import type { RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { GlueClient } from '@aws-sdk/client-glue';
import { glueRegistry } from '../../functions/platform/contract/glue-registry.ts';
import { serve } from '../../local/http-server.ts';

export interface GlueVersion {
  readonly id: string;
  /** The schema's. */
  readonly name: string;
  readonly definition: string;
  /** @default AVRO */
  readonly format?: string;
  /** @default AVAILABLE */
  readonly status?: string;
}

interface Input {
  readonly SchemaVersionId?: string;
  readonly SchemaId?: { readonly RegistryName: string; readonly SchemaName: string };
  readonly SchemaDefinition?: string;
}

export const registryName = 'tributary-test';

/** @param url of a Glue; it is asked once, without the SDK's own attempts */
export const registryAt = (url: string) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new GlueClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  return glueRegistry(client, registryName);
};

/**
 * @returns an adapter to a Glue that knows these versions, what it was asked, and a way to make it answer otherwise
 */
export const glueThatKnows = async (versions: readonly GlueVersion[]) => {
  const state: { asked: string[]; trouble: RequestListener | undefined } = { asked: [], trouble: undefined };
  const { url, stop } = await serve(async (request, response) => {
    const operation = String(request.headers['x-amz-target']);
    state.asked.push(operation);
    const input = JSON.parse(await text(request)) as Input;
    const version = versions.find(isAskedFor(operation, input));
    if (state.trouble !== undefined) state.trouble(request, response);
    else if (version !== undefined) answer(response, version);
    else refuse(response, 'EntityNotFoundException', 400);
  }, 0);
  return { state, registry: registryAt(url), stop };
};

const isAskedFor =
  (operation: string, { SchemaVersionId, SchemaId, SchemaDefinition = '' }: Input) =>
  ({ id, name, definition }: GlueVersion): boolean =>
    operation === 'AWSGlue.GetSchemaVersion'
      ? id === SchemaVersionId
      : SchemaId?.RegistryName === registryName &&
        SchemaId.SchemaName === name &&
        compact(SchemaDefinition) === compact(definition);

const compact = (schema: string): string => JSON.stringify(JSON.parse(schema));

const answer = (response: ServerResponse, version: GlueVersion): void => {
  const { id, definition, format = 'AVRO', status = 'AVAILABLE' } = version;
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(
    JSON.stringify({ SchemaVersionId: id, SchemaDefinition: definition, DataFormat: format, Status: status }),
  );
};

/** As Glue says no: its exception's name in the body. */
export const refuse = (response: ServerResponse, type: string, status: number): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ __type: type, Message: 'not now, or never' }));
};
