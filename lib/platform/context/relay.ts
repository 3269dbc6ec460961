/** A table's relay: its stream's heads to Kafka. */
import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  MetricType,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Contract } from '../../../schemas/contract.ts';
import type { Environment } from '../../environments.ts';
import { RelayAlarms } from '../alarms/relay-alarms.ts';
import { Handler } from '../handler.ts';
import type { KafkaCluster } from '../streaming/kafka-cluster.ts';
import { RelayArchive } from './relay-archive.ts';

export interface RelayProps {
  /** The context's name. */
  readonly context: string;
  readonly target: Environment;
  readonly table: ITableV2;
  readonly kafka: KafkaCluster;
  readonly writes: readonly Contract[];
  /** Who takes its spans from its log. @default they stay there */
  readonly spansTo?: LambdaFunction | undefined;
}

/** The stream forgets after 24 hours: four are left to send what was archived before what came after it. */
const relayedWithin = Duration.hours(20);

/** The only function of a context that writes to Kafka, and to the topics that the context declares only. */
export class Relay extends Construct {
  readonly handler: Handler;
  readonly archive: RelayArchive;
  readonly alarms: RelayAlarms;

  constructor(scope: Construct, id: string, { context, target, table, kafka, writes, spansTo }: RelayProps) {
    super(scope, id);
    const { relayConcurrency } = target;
    this.handler = new Handler(this, 'Handler', {
      target,
      spansTo,
      // Set aside, so that no rush of requests keeps what is committed from Kafka; and no more connections than that.
      ...(relayConcurrency !== undefined && { reservedConcurrentExecutions: relayConcurrency }),
      entry: 'functions/relay/publish.ts',
      environment: { KAFKA_BROKERS: kafka.brokers, KAFKA_AUTH: kafka.auth },
      ...(kafka.network && {
        vpc: kafka.network.vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        securityGroups: [kafka.network.clients],
      }),
    });
    kafka.grantProduce(
      this.handler,
      writes.map(({ topic }) => topic),
    );
    this.archive = new RelayArchive(this, 'Archive');
    const source = new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      // Order is kept per item at any factor, and an aggregate's messages ride on one item.
      parallelizationFactor: 10,
      filters: [headsOnly],
      // Again and again until then, and never in halves: what fails is the broker, not a record of the batch.
      retryAttempts: -1,
      bisectBatchOnError: false,
      maxRecordAge: relayedWithin,
      onFailure: this.archive,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    this.handler.addEventSource(source);
    const { eventSourceMappingId: mappingId } = source;
    this.alarms = new RelayAlarms(this, 'Alarms', { context, handler: this.handler, mappingId });
  }
}

const headsOnly = FilterCriteria.filter({
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: { Keys: { sk: { S: FilterRule.isEqual('head') } } },
});
