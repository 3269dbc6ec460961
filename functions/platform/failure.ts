/** The two kinds of failure that a handler tells apart. */

/** Trying again later can help: throttling, a conflict that lasted, a dependency that is down. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
}

/** Trying again cannot help: what was given cannot be decoded, translated or accepted. */
export class PermanentFailure extends Error {
  override readonly name: string = 'PermanentFailure';
}
