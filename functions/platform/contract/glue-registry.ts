/** AWS Glue's schema registry: a subject is a schema's name, an id is a schema version's UUID. */
import {
  EntityNotFoundException,
  GetSchemaByDefinitionCommand,
  GetSchemaVersionCommand,
  GlueClient,
  InvalidInputException,
} from '@aws-sdk/client-glue';
import { PermanentFailure, TransientFailure } from '../failure.ts';
import { memoized } from '../memoized.ts';
import { glueHeader, unframed, versionIdIn } from './glue-framing.ts';
import { seenVersions } from './glue-versions.ts';
import { recoveredVersions } from './recovered-versions.gen.ts';
import type { FramedPayload, SchemaRegistry } from './registry.ts';

const longestWait = 5_000;

/**
 * @param name the registry's
 * @param recovered schemas by the ids of a region that is lost, which the registry of this one does not know
 */
export const glueRegistry = (
  client: GlueClient,
  name: string,
  recovered: { readonly [id: string]: string } = recoveredVersions,
): SchemaRegistry => {
  const headerOf = memoized(async (subject: string, schema: string) => {
    const command = new GetSchemaByDefinitionCommand({
      SchemaId: { RegistryName: name, SchemaName: subject },
      SchemaDefinition: schema,
    });
    const place = `${subject} in ${name}`;
    const { SchemaVersionId, Status } = await answered(place, client.send(command, { abortSignal: soon() }));
    return glueHeader(available(place, SchemaVersionId, Status));
  });
  const schemaOf = memoized<string, void, string>(async (id) => {
    if (recovered[id] !== undefined) return recovered[id];
    const command = new GetSchemaVersionCommand({ SchemaVersionId: id });
    const place = `schema version ${id}`;
    const { SchemaDefinition, DataFormat } = await answered(
      place,
      client.send(command, { abortSignal: soon() }),
    );
    return avroIn(place, SchemaDefinition, DataFormat);
  });
  const seen = seenVersions();
  const asked = async (value: Uint8Array): Promise<FramedPayload> => {
    const schema = await schemaOf(versionIdIn(value));
    seen.add(value, schema);
    return unframed(schema, value);
  };
  return {
    header: headerOf,
    open: (value) => {
      const schema = seen.schemaOf(value);
      return schema === undefined ? asked(value) : unframed(schema, value);
    },
  };
};

/** With the client that a function has of its environment. */
export const glueRegistryNamed = (name: string): SchemaRegistry => glueRegistry(new GlueClient({}), name);

const soon = (): AbortSignal => AbortSignal.timeout(longestWait);

const answered = async <Answer>(place: string, answer: Promise<Answer>): Promise<Answer> => {
  try {
    return await answer;
  } catch (cause) {
    const isNo = cause instanceof EntityNotFoundException || cause instanceof InvalidInputException;
    if (isNo) throw new PermanentFailure(`Glue has no ${place}: ${cause.message}`, { cause });
    throw new TransientFailure(`Glue could not be asked for ${place}`, { cause });
  }
};

/** A version that Glue still checks against the others is pending for a moment. */
const available = (place: string, versionId?: string, status?: string): string => {
  if (status === 'AVAILABLE' && versionId !== undefined) return versionId;
  const message = `expected an available schema version from Glue for ${place}, got ${versionId} (${status})`;
  throw status === 'FAILURE' || status === 'DELETING'
    ? new PermanentFailure(message)
    : new TransientFailure(message);
};

const avroIn = (place: string, definition?: string, format?: string): string => {
  const message = `expected an Avro schema from Glue for ${place}, got ${format}: ${definition?.slice(0, 500)}`;
  if (format !== undefined && format !== 'AVRO') throw new PermanentFailure(message);
  if (definition === undefined) throw new TransientFailure(message);
  return definition;
};
