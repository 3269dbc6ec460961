/** An import: one file of the old system, and how far it was taken over. */
import type { Place } from './blocks.ts';
import type { Columns } from './columns.ts';
import type { Encoding } from './encoding.ts';
import type { Plan } from './plan.ts';

/** Both are taken over alike: the old system leaves out of a full export what it cannot write, and STAT_CD closes. */
export type ImportKind = 'full' | 'delta';

export interface Counts {
  /** Rows that changed a counterparty. */
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface Import extends Counts {
  readonly importId: string;
  /** The object's key in the import bucket. */
  readonly file: string;
  readonly kind: ImportKind;
  /** Who asked for it. */
  readonly by: string;
  readonly correlationId: string;
  /** A digest of the request, where one was made under an Idempotency-Key. */
  readonly fingerprint?: string | undefined;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly endedAt?: number;
  /** Why it failed. */
  readonly problem?: string;
  /** What was found out before the first row was read. */
  readonly source?: Source;
  /** Everything before is taken over. */
  readonly reached: Place;
  /** What is decided for the block that begins there, and perhaps done in part. */
  readonly planned?: Plan | undefined;
  /** Counts its changes. */
  readonly revision: number;
}

export interface Source {
  readonly etag: string;
  /** In bytes. */
  readonly size: number;
  readonly encoding: Encoding;
  readonly columns: Columns;
  /** When reading began, milliseconds since 1970. */
  readonly at: number;
}

export type Asked = Pick<Import, 'importId' | 'file' | 'kind' | 'by' | 'correlationId' | 'fingerprint'>;

export const newImport = (asked: Asked, createdAt: number): Import => ({
  ...asked,
  status: 'waiting',
  createdAt,
  reached: { offset: 0, line: 1 },
  accepted: 0,
  unchanged: 0,
  rejected: 0,
  revision: 1,
});

export const hasEnded = ({ status }: Import): boolean => status === 'done' || status === 'failed';

/** In per cent of bytes, rounded down: 100 is all of it. */
export const progressOf = ({ status, source, reached }: Import): number => {
  if (status === 'done') return 100;
  return source === undefined ? 0 : Math.floor((100 * reached.offset) / source.size);
};
