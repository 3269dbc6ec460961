/** A change of a schema, with what each judge says about it. */
export interface Change {
  readonly name: string;
  readonly before: object;
  readonly after: object;
  /** What our check says: whether each reads the other. */
  readonly isCompatible: boolean;
  /** Where another judge differs; left out where it agrees. */
  readonly registry?: boolean;
  readonly fastavro?: boolean;
  /** Why they differ; needed where one does. */
  readonly why?: string;
}

/** A record of the judges' topic. */
export const record = (fields: readonly object[], extra: object = {}): object => ({
  type: 'record',
  name: 'Changed',
  namespace: 'judged.topic',
  fields: [{ name: 'id', type: 'string' }, ...fields],
  ...extra,
});

/** A field `value` of one type, then of another. */
export const retyped = (name: string, before: unknown, after: unknown, isCompatible: boolean): Change => ({
  name,
  before: record([{ name: 'value', type: before }]),
  after: record([{ name: 'value', type: after }]),
  isCompatible,
});

/** The registry, and perhaps fastavro, lets through what our check refuses. */
export const stricter = (change: Change, why: string, fastavro = true): Change => ({
  ...change,
  isCompatible: false,
  registry: true,
  ...(fastavro ? { fastavro } : {}),
  why,
});
