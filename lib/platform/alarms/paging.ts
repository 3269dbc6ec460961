/** Who is paged, and the alarm of the brokers, which explains whatever comes late in the contexts meanwhile. */
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { clusterName, type Environment } from '../../environments.ts';
import { BrokerAlarms } from './broker-alarms.ts';
import { Pager } from './pager.ts';

export interface PagingProps {
  readonly environment: Environment;
  /** How many there are. */
  readonly brokers: number;
  /** Whether they are Express brokers. */
  readonly express: boolean;
}

/** In the stack of the brokers, which every context waits for anyhow: so it waits for no other because of its alarms. */
export class Paging extends Construct {
  readonly pager: Pager;
  readonly brokers: IAlarm;
  readonly #name: string;

  constructor(scope: Construct, id: string, { environment, brokers, express }: PagingProps) {
    super(scope, id);
    const cluster = clusterName(environment);
    this.#name = cluster;
    this.pager = new Pager(this, 'Pager', { name: `${cluster}-pages` });
    const { pager } = this;
    this.brokers = new BrokerAlarms(this, 'Brokers', { cluster, brokers, express, pager }).paging;
  }

  /** What the paging alarm of a context is called, or of `identity`. */
  nameOf(context: string, which: 'late' | 'wrong'): string {
    return `${this.#name}-${context}-${which}`;
  }
}
