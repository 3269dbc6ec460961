/** Alarms for a broken, full or busy broker, behind one that pages once. */
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type BrokerWatch, cpu, express, offline, silent, standard } from './broker-watches.ts';
import type { Pager } from './pager.ts';
import { PagingAlarm } from './paging-alarm.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface BrokerAlarmsProps {
  /** Its metrics are known by its name. */
  readonly cluster: string;
  /** They are numbered from 1. */
  readonly brokers: number;
  /** Express brokers have no disks and no replicas that could be seen; they throttle instead. @default false */
  readonly express?: boolean;
  readonly pager: Pager;
}

const minute = Duration.minutes(1);

/**
 * It knows the cluster by its name only, so that whoever is paged by it need not be deployed with the cluster. No alarm on
 * `ActiveControllerCount`: under KRaft the controllers are AWS's own, and not among the brokers that say it.
 */
export class BrokerAlarms extends Construct {
  /** It explains whatever comes late in the contexts. */
  readonly paging: PagingAlarm;

  constructor(scope: Construct, id: string, props: BrokerAlarmsProps) {
    super(scope, id);
    const { cluster, brokers, pager } = props;
    this.paging = new PagingAlarm(this, 'Paging', {
      name: `${cluster}-brokers`,
      says: `Kafka is broken or about to be: cluster ${cluster}.`,
      runbook: { page: 'brokers', heading: 'paging' },
      pager,
    });
    this.#watch(props.express ? silent : offline, { 'Cluster Name': cluster }, `Cluster ${cluster}`);
    for (let broker = 1; broker <= brokers; broker += 1) {
      for (const watched of [cpu, ...(props.express ? express : standard)]) {
        const dimensions = { 'Cluster Name': cluster, 'Broker ID': String(broker) };
        this.#watch(
          { ...watched, id: `${watched.id}${broker}` },
          dimensions,
          `Broker ${broker} of ${cluster}`,
        );
      }
    }
  }

  #watch(watched: BrokerWatch, dimensionsMap: Record<string, string>, who: string): void {
    const { id, metricName, statistic, heading, says, ...alarm } = watched;
    const metric = new Metric({
      namespace: 'AWS/Kafka',
      metricName,
      dimensionsMap,
      statistic,
      period: minute,
    });
    this.paging.children.push(
      new RunbookAlarm(this, id, {
        ...alarm,
        metric,
        says: `${who} ${says}`,
        runbook: { page: 'brokers', heading },
      }),
    );
  }
}
