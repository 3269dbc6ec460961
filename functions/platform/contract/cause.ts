/** Why a command is being handled: what makes a repeat of it recognizable as one. */

export interface Cause {
  /**
   * Names what happened once: the consumer with the source and id of its message, the caller with an
   * `Idempotency-Key`, or a fresh id. At most 900 bytes (it is part of a DynamoDB sort key).
   */
  readonly id: string;
  /** Who: the caller's name, the consumer's, or `deadline`; kept in the journal. */
  readonly by: string;
  /** What everything that follows from one request has in common. */
  readonly correlationId: string;
  /** W3C trace context, as it came. */
  readonly traceparent?: string | undefined;
  /** A digest of what was asked, where a caller could reuse the id for something else. */
  readonly fingerprint?: string | undefined;
}
