/** A table's relay: its stream's heads to Kafka. */
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Contract } from '../../schemas/contract.ts';
import { Handler } from './handler.ts';
import type { KafkaCluster } from './kafka-cluster.ts';

export interface RelayProps {
  readonly table: TableV2;
  readonly kafka: KafkaCluster;
  readonly writes: readonly Contract[];
}

/** The only function of a context that writes to Kafka, and to the topics that the context declares only. */
export class Relay extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, kafka, writes }: RelayProps) {
    super(scope, id);
    this.handler = new Handler(this, 'Handler', {
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
    this.handler.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // Order is kept per item at any factor, and an aggregate's messages ride on one item.
        parallelizationFactor: 10,
        filters: [headsOnly],
      }),
    );
  }
}

const headsOnly = FilterCriteria.filter({
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: { Keys: { sk: { S: FilterRule.isEqual('head') } } },
});
