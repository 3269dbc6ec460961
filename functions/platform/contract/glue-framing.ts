/**
 * AWS Glue's framing: a 3, how the payload is compressed, the 16 bytes of the schema version's UUID, the payload.
 * https://github.com/awslabs/aws-glue-schema-registry/blob/v1.1.27/common/src/main/java/com/amazonaws/services/schemaregistry/utils/AWSSchemaRegistryConstants.java
 */
import { inflateSync } from 'node:zlib';
import { PermanentFailure } from '../failure.ts';
import type { FramedPayload } from './registry.ts';

const version = 0x03;
const uncompressed = 0x00;
const zlib = 0x05;
const headerBytes = 18;

/** What a compressed payload may grow to; the worst of this size becomes objects of 180 MB, of a function's 512. */
export const inflatedBytes = 4 * 1024 * 1024;

/** @param versionId a UUID; @returns what stands before an uncompressed payload */
export const glueHeader = (versionId: string): Uint8Array =>
  Buffer.concat([Buffer.from([version, uncompressed]), Buffer.from(versionId.replaceAll('-', ''), 'hex')]);

/**
 * @returns the schema version's UUID
 * @throws PermanentFailure when the value has another framing
 */
export const versionIdIn = (value: Uint8Array): string => {
  const compression = value[1];
  const isFramed = value.length >= headerBytes && value[0] === version;
  if (!isFramed || (compression !== uncompressed && compression !== zlib)) throw unknownFraming(value);
  const id = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex', 2, headerBytes);
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
};

const unknownFraming = (value: Uint8Array): PermanentFailure => {
  const start = Buffer.from(value.subarray(0, headerBytes)).toString('hex');
  return new PermanentFailure(
    `expected a value with Glue framing (03, 00 or 05, and a 16-byte schema version), got ${value.length} bytes: ${start}`,
  );
};

/**
 * @param value one that has this framing
 * @returns it without the framing, inflated
 * @throws PermanentFailure when the payload cannot be inflated, or grows beyond `inflatedBytes`
 */
export const unframed = (schema: string, value: Uint8Array): FramedPayload =>
  value[1] === uncompressed
    ? { schema, bytes: value, start: headerBytes }
    : { schema, bytes: inflated(value.subarray(headerBytes)), start: 0 };

const inflated = (bytes: Uint8Array): Uint8Array => {
  try {
    return inflateSync(bytes, { maxOutputLength: inflatedBytes });
  } catch (cause) {
    throw new PermanentFailure(
      `expected a zlib payload of at most ${inflatedBytes} bytes, got ${bytes.length} bytes that do not inflate to one`,
      { cause },
    );
  }
};
