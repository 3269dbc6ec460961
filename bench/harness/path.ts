/** One path of the system that is measured, and what it may use for it. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Recorder } from '../profile/profiler.ts';
import type { Measured } from './result.ts';

export interface Path {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** The packages whose versions matter to it. */
  readonly packages: readonly string[];
  readonly measure: (bench: Bench) => Promise<Measured>;
}

export interface Bench {
  readonly rounds: number;
  /** A number of things to do, fewer when it is only tried out. */
  readonly amount: (full: number) => number;
  /** Of the emulator, which is started when it is asked for first. */
  readonly dynamodb: () => Promise<DynamoDBClient>;
  readonly awsEndpoint: () => Promise<string>;
  /** Of a broker of its own. */
  readonly kafkaBrokers: () => Promise<string>;
  /** Stops what runs: whoever starts a whole system wants the machine for it. */
  readonly quiet: () => Promise<void>;
  /** Where a flame graph is wanted. */
  readonly recorder: Recorder | undefined;
  readonly say: (line: string) => void;
}
