/** The schema versions that a deployment handed to a function, so that a cold start asks nobody for what to write with. */
import { versionMark } from '../../../schemas/contract.ts';
import { PermanentFailure } from '../failure.ts';
import { glueHeader } from './glue-framing.ts';
import type { SchemaRegistry } from './registry.ts';

/** `<mark>=<id>`, with a comma between. */
export const handedVersionsPattern = /^[\w-]+=[0-9a-f-]{36}(,[\w-]+=[0-9a-f-]{36})*$/;

/**
 * @param versions as the pattern says; @param registry still asked for what others wrote with
 * @returns a registry that knows what to write with, and refuses permanently what was not handed over
 */
export const withHandedVersions = (versions: string, registry: SchemaRegistry): SchemaRegistry => {
  const ids = new Map(versions.split(',').map((each) => each.split('=') as [mark: string, id: string]));
  const known = new Map<string, Map<string, Uint8Array>>();
  const found = (subject: string, schema: string): Uint8Array => {
    const id = ids.get(versionMark(subject, schema));
    if (id !== undefined) return glueHeader(id);
    throw new PermanentFailure(
      `this function was handed no version of ${subject} with the schema ${schema.slice(0, 200)}: deploy the schemas, and then its stack`,
    );
  };
  return {
    open: registry.open,
    header: (subject, schema) => {
      const ofSubject = known.get(subject) ?? new Map<string, Uint8Array>();
      const header = ofSubject.get(schema) ?? found(subject, schema);
      known.set(subject, ofSubject.set(schema, header));
      return header;
    },
  };
};
