/** What an open page is told while it is open, by the names of the events. */
import type { Status } from '../../ops/status/gather.ts';
import type { ServiceState } from '../chaos/services.ts';
import type { Digest } from '../live/digest.ts';
import type { Look } from '../live/looks.ts';

export type { ContextStatus } from '../../ops/status/context-status.ts';
export type { ConsumerStatus, Status } from '../../ops/status/gather.ts';
export type { ServiceState } from '../chaos/services.ts';
export type { Digest } from '../live/digest.ts';
export type { Look } from '../live/looks.ts';

export interface Told {
  readonly events: Digest;
  /** Whether events are heard; before that they are not counted. */
  readonly hearing: { readonly isHearing: boolean };
  readonly look: Look;
  readonly status: Status;
  /** Of a laptop: its processes. */
  readonly services: readonly ServiceState[];
  /** Why something could not be looked at; empty when all could. */
  readonly trouble: { readonly message: string };
}
