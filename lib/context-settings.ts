/** What the stacks of contexts, and of who may call them, differ in between environments, as data. */

/** In a zone of Route 53 that is there already. */
export interface PublicDomain {
  readonly name: string;
  readonly zone: string;
  readonly zoneId: string;
}

export interface ContextSettings {
  /**
   * What becomes of stored data: `disposable` goes with its stack; `kept` stays when the stack goes; `guarded` cannot be
   * deleted either, and is encrypted with a key of the context's own.
   */
  readonly data: 'disposable' | 'kept' | 'guarded';
  /** Request units per second that each table and index takes at most: a loop costs no more than that. */
  readonly tableCeiling: { readonly read: number; readonly write: number };
  /** How long logs stay; CloudWatch knows these numbers of days only. */
  readonly logDays: 1 | 30 | 90 | 365;
  /** Requests per second of each API, and how many may come at once. */
  readonly apiThrottle: { readonly rate: number; readonly burst: number };
  /** Web pages that may call the APIs. @default none, and preflights are refused */
  readonly corsOrigins: readonly string[];
  /** Where all APIs are found, behind a web ACL. @default each at an address of its own, without one */
  readonly domain?: PublicDomain;
  /** What part of the traces that begin at the APIs is kept, from 0 to 1. */
  readonly traceRatio: number;
  /** How many batches a relay has at once, set aside for it. @default what the account has left */
  readonly relayConcurrency?: number;
}

export const contextSettings = {
  local: {
    data: 'disposable',
    tableCeiling: { read: 4_000, write: 4_000 },
    logDays: 1,
    apiThrottle: { rate: 1_000, burst: 2_000 },
    traceRatio: 1,
    corsOrigins: ['http://localhost:3000'],
  },
  dev: {
    data: 'disposable',
    tableCeiling: { read: 500, write: 500 },
    logDays: 30,
    apiThrottle: { rate: 50, burst: 100 },
    traceRatio: 1,
    corsOrigins: ['http://localhost:3000', 'https://shop.dev.tributary.example'],
  },
  staging: {
    data: 'kept',
    tableCeiling: { read: 1_000, write: 1_000 },
    logDays: 90,
    apiThrottle: { rate: 100, burst: 200 },
    traceRatio: 0.25,
    corsOrigins: ['https://shop.staging.tributary.example'],
    relayConcurrency: 20,
  },
  prod: {
    data: 'guarded',
    // 100,000 orders an hour write about 1,200 units a second into the busiest table.
    tableCeiling: { read: 4_000, write: 4_000 },
    logDays: 365,
    apiThrottle: { rate: 500, burst: 1_000 },
    traceRatio: 0.05,
    corsOrigins: ['https://shop.tributary.example'],
    // To be replaced by a zone of one's own before the first deployment.
    domain: { name: 'api.tributary.example', zone: 'tributary.example', zoneId: 'Z0000000000000000000' },
    relayConcurrency: 50,
  },
} as const satisfies { readonly [environment: string]: ContextSettings };
