/** What a path measured, as it is kept in `docs/performance.json`. */
import type { Comparison } from './contest.ts';
import type { Table } from './table.ts';

export interface Measured {
  readonly comparisons: readonly Comparison[];
  /** @default none */
  readonly tables?: readonly Table[];
  /** Sentences about how it was measured, and what limits it. @default none */
  readonly notes?: readonly string[];
  /** Figures that others reckon with, by name: of an order where nothing else is said. @default none */
  readonly facts?: { readonly [name: string]: number };
}

export interface Result extends Measured {
  readonly path: string;
  readonly title: string;
  readonly rounds: number;
  /** How long all of it took, seconds. */
  readonly seconds: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly machine: Machine;
  /** What the run before said, where there was one. */
  readonly before?: Before;
}

export interface Before {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Medians of its ratios. */
  readonly ratios: readonly (Pick<Comparison, 'what' | 'peer'> & { readonly median: number })[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** Processes that ran or waited on average, in the minute before. */
  readonly load: number;
  readonly versions: { readonly [name: string]: string };
}
