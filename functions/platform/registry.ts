/** The port to a schema registry: which schema a value was written with, and how a written value says so. */

export interface SchemaRegistry {
  /**
   * The bytes that stand before an Avro payload and name its writer's schema.
   *
   * @param subject `<topic>-<record full name>`; @param schema JSON text, registered under that subject
   * @throws PermanentFailure when the schema is not registered; TransientFailure when the registry cannot be asked
   */
  readonly header: (subject: string, schema: string) => Promise<Uint8Array>;
  /**
   * Takes a framed value apart.
   *
   * @throws PermanentFailure for an unknown framing or id; TransientFailure when the registry cannot be asked
   */
  readonly open: (value: Uint8Array) => Promise<FramedPayload>;
}

export interface FramedPayload {
  /** The writer's schema as JSON text; the same text for the same id. */
  readonly schema: string;
  readonly payload: Uint8Array;
}
