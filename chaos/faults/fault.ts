/** A fault as data: how it is brought about, and how it ends. */

export interface Fault {
  readonly name: string;
  readonly weight: number;
  /** How long it lasts, milliseconds; 0 for what is done at once. */
  readonly lasts: readonly [shortest: number, longest: number];
  /** @returns what ends it; undefined when there was nothing that it could happen to */
  readonly inject: () => Promise<(() => Promise<void>) | undefined>;
}

export interface InjectedFault {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /**
   * From its end until an order that was placed after its end has come to its own, milliseconds; undefined when none
   * did while somebody waited.
   */
  readonly recoveredIn: number | undefined;
}

/** Nothing has to be done to end it. */
export const overAlready = async (): Promise<void> => undefined;
