/** Avro types by their schema's text: parsed once per process, the writer's resolved to the reader's. */
import avro from 'avsc';
import { PermanentFailure } from '../failure.ts';
import { boundedType } from './bounded-avro.ts';

interface Reading {
  readonly type: avro.Type;
  /** None where both schemas have the same canonical form. */
  readonly resolver: avro.Resolver | undefined;
}

const types = new Map<string, avro.Type>();
const readings = new Map<string, Map<string, Reading>>();

const typeOf = (schema: string): avro.Type => {
  const known = types.get(schema);
  if (known !== undefined) return known;
  const type = avro.Type.forSchema(JSON.parse(schema), { omitRecordMethods: true, typeHook: boundedType });
  types.set(schema, type);
  return type;
};

/** Records of one kind come one after another: the same texts again are told without a look into the maps. */
let latest: { readonly reader: string; readonly writer: string; readonly reading: Reading } | undefined;

const readingOf = (reader: string, writer: string): Reading => {
  if (latest?.reader === reader && latest.writer === writer) return latest.reading;
  const reading = knownReading(reader, writer);
  latest = { reader, writer, reading };
  return reading;
};

const knownReading = (reader: string, writer: string): Reading => {
  const known = readings.get(reader)?.get(writer);
  if (known !== undefined) return known;
  const type = typeOf(reader);
  const reading = { type, resolver: resolverOf(type, writer) };
  readings.set(reader, (readings.get(reader) ?? new Map<string, Reading>()).set(writer, reading));
  return reading;
};

/** The writer's schema is the registry's word, and any record may name any of its ids. */
const resolverOf = (type: avro.Type, writer: string): avro.Resolver | undefined => {
  try {
    const written = typeOf(writer);
    return type.fingerprint().equals(written.fingerprint()) ? undefined : type.createResolver(written);
  } catch (cause) {
    const start = writer.slice(0, 200);
    throw new PermanentFailure(`a ${type.name} cannot be read from what was written with ${start}`, {
      cause,
    });
  }
};

/** Values are written one after another into slabs that are never written again: no copy, few allocations. */
const slabBytes = 64 * 1024;
let slab = Buffer.allocUnsafeSlow(slabBytes);
let used = 0;

/**
 * Encodes behind a header.
 *
 * @throws PermanentFailure naming the fields that do not fit the schema
 */
export const encodeAvro = (schema: string, data: object, header: Uint8Array): Uint8Array => {
  const type = typeOf(schema);
  try {
    const start = used;
    const end = type.encode(data, slab, start + header.length);
    if (end < 0) return encodedAlone(type, data, header);
    slab.set(header, start);
    used = end;
    return slab.subarray(start, end);
  } catch (cause) {
    throw new PermanentFailure(`not a ${type.name}: ${faultsOf(type, data).join('; ')}`, { cause });
  }
};

/** What does not fit into the rest of the slab gets its own bytes, and the next one a new slab. */
const encodedAlone = (type: avro.Type, data: object, header: Uint8Array): Uint8Array => {
  slab = Buffer.allocUnsafeSlow(slabBytes);
  used = 0;
  return Buffer.concat([header, type.toBuffer(data)]);
};

const faultsOf = (type: avro.Type, data: object): readonly string[] => {
  const faults: string[] = [];
  type.isValid(data, {
    errorHook: (path, value) => faults.push(`${path.join('.')} is ${JSON.stringify(value)}`),
  });
  return faults;
};

/**
 * @param start where the payload begins: it ends with the bytes
 * @throws PermanentFailure when the payload is not what the writer's schema says, or the reader cannot read it
 */
export const decodeAvro = (reader: string, writer: string, bytes: Uint8Array, start = 0): object => {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { type, resolver } = readingOf(reader, writer);
  const { value, offset } = decoded(type, resolver, buffer, start);
  if (offset === buffer.length) return value;
  const fault = offset < 0 ? 'ends too early' : `goes on for ${buffer.length - offset} bytes`;
  throw new PermanentFailure(`the value cannot be read as a ${type.name}: it ${fault}`);
};

const decoded = (type: avro.Type, resolver: avro.Resolver | undefined, bytes: Buffer, start: number) => {
  try {
    return type.decode(bytes, start, resolver);
  } catch (cause) {
    throw new PermanentFailure(`the value cannot be read as a ${type.name}`, { cause });
  }
};
