/** An MSK cluster: three zones, TLS and IAM only, no topic that nobody declared. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnCluster, CfnConfiguration } from 'aws-cdk-lib/aws-msk';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import type { Network } from '../network.ts';
import { KafkaCluster } from './kafka-cluster.ts';

export interface MskClusterProps {
  readonly environment: Environment;
  readonly network: Network;
}

const iamPort = 9098;

export class MskCluster extends Construct {
  readonly kafka: KafkaCluster;

  constructor(scope: Construct, id: string, { environment: { name }, network: { vpc } }: MskClusterProps) {
    super(scope, id);
    const clients = new SecurityGroup(this, 'Clients', { vpc, description: 'May talk to the brokers' });
    const brokers = new SecurityGroup(this, 'Brokers', { vpc, allowAllOutbound: false });
    brokers.addIngressRule(clients, Port.tcp(iamPort), 'functions');
    // Mappings run in the cluster's own subnets, under the brokers' group.
    brokers.addIngressRule(brokers, Port.tcp(iamPort), 'event source mappings');
    brokers.addEgressRule(brokers, Port.tcp(iamPort), 'event source mappings');
    const cluster = new CfnCluster(this, 'Resource', {
      clusterName: `tributary-${name}`,
      kafkaVersion: '3.9.x.kraft',
      numberOfBrokerNodes: 3,
      brokerNodeGroupInfo: {
        instanceType: 'kafka.m7g.large',
        clientSubnets: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
        securityGroups: [brokers.securityGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: 100 } },
      },
      clientAuthentication: { sasl: { iam: { enabled: true } }, unauthenticated: { enabled: false } },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
      configurationInfo: this.#configuration(name),
      loggingInfo: {
        brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: this.#logGroup().logGroupName } },
      },
    });
    const arn = cluster.attrArn;
    this.kafka = new KafkaCluster({
      arn,
      brokers: this.#brokersOf(arn),
      auth: 'iam',
      network: { vpc, clients },
    });
  }

  #configuration(name: string): CfnCluster.ConfigurationInfoProperty {
    const properties = {
      'auto.create.topics.enable': 'false',
      'default.replication.factor': '3',
      'min.insync.replicas': '2',
      'unclean.leader.election.enable': 'false',
    };
    const configuration = new CfnConfiguration(this, 'Configuration', {
      name: `tributary-${name}`,
      serverProperties: Object.entries(properties)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    });
    return { arn: configuration.attrArn, revision: configuration.attrLatestRevisionRevision };
  }

  #logGroup(): LogGroup {
    return new LogGroup(this, 'Logs', {
      retention: RetentionDays.TWO_WEEKS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** The cluster has no attribute for its addresses; asked once, at deploy time, functions need no way to ask. */
  #brokersOf(arn: string): string {
    const call = {
      service: 'kafka',
      action: 'GetBootstrapBrokers',
      parameters: { ClusterArn: arn },
      physicalResourceId: PhysicalResourceId.of('bootstrap-brokers'),
    };
    const lookup = new AwsCustomResource(this, 'BootstrapBrokers', {
      onUpdate: call,
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [arn] }),
      installLatestAwsSdk: false,
    });
    return lookup.getResponseField('BootstrapBrokerStringSaslIam');
  }
}
