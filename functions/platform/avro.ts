/** Avro types by their schema's text: parsed once per process, the writer's resolved to the reader's. */
import avro from 'avsc';
import { PermanentFailure } from './failure.ts';

const types = new Map<string, avro.Type>();
const resolvers = new Map<string, Map<string, avro.Resolver>>();

const typeOf = (schema: string): avro.Type => {
  const known = types.get(schema);
  if (known !== undefined) return known;
  const type = avro.Type.forSchema(JSON.parse(schema));
  types.set(schema, type);
  return type;
};

const resolverOf = (reader: string, writer: string): avro.Resolver => {
  const known = resolvers.get(reader)?.get(writer);
  if (known !== undefined) return known;
  const resolver = typeOf(reader).createResolver(typeOf(writer));
  resolvers.set(reader, (resolvers.get(reader) ?? new Map()).set(writer, resolver));
  return resolver;
};

/** @throws PermanentFailure naming the fields that do not fit the schema */
export const encodeAvro = (schema: string, data: object): Uint8Array => {
  const type = typeOf(schema);
  try {
    return type.toBuffer(data);
  } catch (cause) {
    throw new PermanentFailure(`not a ${type.name}: ${faultsOf(type, data).join('; ')}`, { cause });
  }
};

const faultsOf = (type: avro.Type, data: object): readonly string[] => {
  const faults: string[] = [];
  type.isValid(data, {
    errorHook: (path, value) => faults.push(`${path.join('.')} is ${JSON.stringify(value)}`),
  });
  return faults;
};

/**
 * A plain object: avsc's own are instances of generated classes, nested ones too, which nothing else here knows.
 *
 * @throws PermanentFailure when the payload is not what the writer's schema says, or the reader cannot read it
 */
export const decodeAvro = (reader: string, writer: string, payload: Uint8Array): object => {
  try {
    return structuredClone(typeOf(reader).fromBuffer(Buffer.from(payload), resolverOf(reader, writer)));
  } catch (cause) {
    throw new PermanentFailure(`the value cannot be read as a ${typeOf(reader).name}`, { cause });
  }
};
