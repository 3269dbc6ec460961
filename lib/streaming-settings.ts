/** What the network, the brokers and their recovery differ in between environments, as data. */

export interface StreamingSettings {
  /** The brokers that are built. @default they stand outside of the app */
  readonly brokers?: Brokers;
  /** How long daily backups of tables are kept, days. @default there are none */
  readonly backupDays?: number;
  /** Where tables and topics are copied to as they are written. @default nowhere; see docs/runbooks/failover.md */
  readonly recoveryRegion?: string;
}

/** One broker in each of three zones. */
export interface Brokers {
  /** Such as `kafka.m7g.large`; or `express.m7g.large`, whose storage and replication are AWS's business. */
  readonly instanceType: `${'kafka' | 'express'}.${string}`;
  /** Of each broker, GiB. @default none is said: Express brokers grow */
  readonly storage?: number;
}

/** Their storage and replication are AWS's business, and so are some settings of topics. */
export const isExpress = ({ instanceType }: Brokers): boolean => instanceType.startsWith('express.');

export const streamingSettings = {
  local: {},
  dev: { brokers: { instanceType: 'kafka.m7g.large', storage: 100 } },
  // As in prod, so that what was rehearsed is what will run.
  staging: { brokers: { instanceType: 'express.m7g.large' }, backupDays: 7 },
  prod: { brokers: { instanceType: 'express.m7g.large' }, backupDays: 35 },
} as const satisfies { readonly [environment: string]: StreamingSettings };
