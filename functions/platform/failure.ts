/** The two kinds of failure that a handler tells apart. */

/** Trying again later can help: throttling, a conflict that lasted, a dependency that is down. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
}

/** The transient failure of what everyone needs: it gives no answer, trying again helps once it is back, and nobody is to blame. */
export class DependencyDown extends TransientFailure {
  /** As its probe is called: `dynamodb`, `gateway`. */
  readonly dependency: string;

  constructor(dependency: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.dependency = dependency;
  }
}

/** Trying again cannot help: what was given cannot be decoded, translated or accepted. */
export class PermanentFailure extends Error {
  override readonly name: string = 'PermanentFailure';
}
