/** An MSK cluster: three zones, TLS and IAM only, no topic that nobody declared. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnCluster, CfnClusterPolicy, CfnConfiguration } from 'aws-cdk-lib/aws-msk';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { Environment } from '../../environments.ts';
import type { Network } from '../../network.ts';
import { type Brokers, isExpress } from '../../streaming-settings.ts';
import { removalIn } from '../removal.ts';
import { KafkaCluster } from './kafka-cluster.ts';

export interface MskClusterProps {
  readonly environment: Environment;
  readonly brokers: Brokers;
  readonly network: Network;
}

/** In KRaft mode, which both kinds of brokers have: https://docs.aws.amazon.com/msk/latest/developerguide/kafka-versions.html */
const kafkaVersion = '3.9.x.kraft';

export class MskCluster extends Construct {
  readonly kafka: KafkaCluster;
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, brokers, network }: MskClusterProps) {
    super(scope, id);
    const { vpc, clients } = network;
    const removal = removalIn(environment);
    const cluster = new CfnCluster(this, 'Resource', {
      clusterName: `tributary-${environment.name}`,
      kafkaVersion,
      numberOfBrokerNodes: 3,
      brokerNodeGroupInfo: {
        instanceType: brokers.instanceType,
        clientSubnets: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
        securityGroups: [network.brokers.securityGroupId],
        ...(brokers.storage !== undefined && {
          storageInfo: { ebsStorageInfo: { volumeSize: brokers.storage } },
        }),
        ...(environment.recoveryRegion !== undefined && { connectivityInfo: fromAnotherRegion }),
      },
      clientAuthentication: { sasl: { iam: { enabled: true } }, unauthenticated: { enabled: false } },
      encryptionInfo: {
        encryptionInTransit: { clientBroker: 'TLS', inCluster: true },
        ...(environment.data === 'guarded' && {
          encryptionAtRest: { dataVolumeKmsKeyId: this.#key(environment, removal).keyArn },
        }),
      },
      configurationInfo: this.#configuration(environment.name, brokers),
      enhancedMonitoring: 'PER_TOPIC_PER_BROKER',
      loggingInfo: {
        brokerLogs: {
          cloudWatchLogs: { enabled: true, logGroup: this.#logGroup(environment, removal).logGroupName },
        },
      },
    });
    cluster.applyRemovalPolicy(removal);
    if (environment.recoveryRegion !== undefined) this.#letReplicatorsIn(cluster.attrArn);
    this.arn = cluster.attrArn;
    this.kafka = new KafkaCluster({
      arn: this.arn,
      brokers: this.#brokersOf(this.arn),
      auth: 'iam',
      network: { vpc, clients },
    });
  }

  #configuration(name: string, brokers: Brokers): CfnCluster.ConfigurationInfoProperty {
    const kind = isExpress(brokers) ? 'express' : 'kafka';
    const configuration = new CfnConfiguration(this, 'Configuration', {
      name: `tributary-${name}`,
      serverProperties: Object.entries(serverProperties[kind])
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    });
    return { arn: configuration.attrArn, revision: configuration.attrLatestRevisionRevision };
  }

  #key({ name }: Environment, removalPolicy: RemovalPolicy): Key {
    return new Key(this, 'Key', {
      description: `What the brokers of ${name} keep`,
      enableKeyRotation: true,
      removalPolicy,
    });
  }

  /** https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-prepare-clusters.html */
  #letReplicatorsIn(clusterArn: string): void {
    const actions = ['CreateVpcConnection', 'GetBootstrapBrokers', 'DescribeClusterV2'];
    new CfnClusterPolicy(this, 'Policy', {
      clusterArn,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'kafka.amazonaws.com' },
            Action: actions.map((action) => `kafka:${action}`),
            Resource: clusterArn,
          },
        ],
      },
    });
  }

  #logGroup({ logDays }: Environment, removalPolicy: RemovalPolicy): LogGroup {
    return new LogGroup(this, 'Logs', { retention: logDays, removalPolicy });
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

/** What a replicator of the other region comes in by; AWS opens it on a cluster that exists only, not on a new one. */
const fromAnotherRegion = { vpcConnectivity: { clientAuthentication: { sasl: { iam: { enabled: true } } } } };

/**
 * Express brokers refuse the other three: they are always 3, 2 and false there.
 * https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-only.html
 */
const serverProperties = {
  express: { 'auto.create.topics.enable': 'false' },
  kafka: {
    'auto.create.topics.enable': 'false',
    'default.replication.factor': '3',
    'min.insync.replicas': '2',
    'unclean.leader.election.enable': 'false',
  },
} as const;
