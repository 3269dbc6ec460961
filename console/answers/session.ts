/** What the page is allowed, and where it is. */

export interface Session {
  /** Such as `local` or `dev`. */
  readonly env: string;
  readonly mayChange: boolean;
  /** On a laptop orders can be placed, and parts be broken. */
  readonly isLocal: boolean;
}
