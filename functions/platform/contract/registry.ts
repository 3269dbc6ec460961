/** The port to a schema registry: which schema a value was written with, and how a written value says so. */

export interface SchemaRegistry {
  /**
   * The bytes that stand before an Avro payload and name its writer's schema.
   *
   * @param subject `<topic>-<record full name>`; @param schema JSON text, registered under that subject
   * @returns the bytes themselves once they are known
   * @throws PermanentFailure when the schema is not registered; TransientFailure when the registry cannot be asked
   */
  readonly header: (subject: string, schema: string) => Uint8Array | Promise<Uint8Array>;
  /**
   * Takes a framed value apart.
   *
   * @returns the parts themselves once the schema is known
   * @throws PermanentFailure for an unknown framing or id; TransientFailure when the registry cannot be asked
   */
  readonly open: (value: Uint8Array) => FramedPayload | Promise<FramedPayload>;
}

export interface FramedPayload {
  /** The writer's, as JSON text; the same text for the same id. */
  readonly schema: string;
  /** They hold the payload from `start` to their end. */
  readonly bytes: Uint8Array;
  readonly start: number;
}
