/** What can be broken on a laptop, and what is broken. */

export type { ServiceState } from '../chaos/services.ts';

export interface Breakable {
  /** As `npm run chaos` names it. */
  readonly name: string;
  /** How long it lasts, seconds; 0 for what is done at once. */
  readonly seconds: number;
}

export interface ChaosView {
  readonly faults: readonly Breakable[];
  /** What goes on just now. */
  readonly active: readonly string[];
  /** Records that were poisoned from here, the newest first. */
  readonly poisoned: readonly PoisonedRecord[];
}

export interface PoisonedRecord {
  /** `<topic>-<partition>@<offset>` */
  readonly id: string;
  readonly kind: string;
  readonly context: string;
  /** What can be done to its cause; undefined for what nobody can ever handle. */
  readonly mendedBy?: string;
  readonly isMended: boolean;
}
