/** One kind of difference that is allowed. */
export interface Allowed {
  /** The rows of the table in DESIGN 3.8, or the data of lib/environments.ts, that make it so. */
  readonly since: string;
  readonly type: string;
  readonly path: RegExp;
  /** What each side is there, as JSON, where it is anything. @default anything */
  readonly value?: RegExp;
}
