/** What every view is given. */
import type { Session } from '../../answers/session.ts';

export interface ViewProps {
  readonly session: Session;
  /** What follows the view's name in the address. */
  readonly parts: readonly string[];
}
