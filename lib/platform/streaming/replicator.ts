/** Copies every topic, and where every consumer group is, from the cluster of an environment to the one that stands by. */
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnReplicator } from 'aws-cdk-lib/aws-msk';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { readTopics } from '../../../schemas/source.ts';
import type { Environment } from '../../environments.ts';
import type { Network } from '../../network.ts';
import { arnsIn } from './kafka-cluster.ts';
import type { MskCluster } from './msk-cluster.ts';

export interface ReplicatorProps {
  readonly environment: Environment;
  readonly target: MskCluster;
  /** Of the target. */
  readonly network: Network;
}

/** https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-permissions-reference.html */
const sourceActions = {
  cluster: ['Connect', 'DescribeCluster'],
  topic: ['DescribeTopic', 'DescribeTopicDynamicConfiguration', 'ReadData'],
  group: ['DescribeGroup'],
} as const;
const targetActions = {
  cluster: ['Connect', 'DescribeCluster', 'AlterCluster', 'WriteDataIdempotently'],
  topic: [
    'DescribeTopic',
    'DescribeTopicDynamicConfiguration',
    'CreateTopic',
    'AlterTopic',
    'AlterTopicDynamicConfiguration',
    'ReadData',
    'WriteData',
  ],
  group: ['DescribeGroup', 'AlterGroup'],
} as const;

/** What it keeps for itself, on either cluster. */
const internalTopics = ['__amazon_msk_canary', 'mskr-offset-syncs.*', '*.checkpoints.internal'];

export class Replicator extends Construct {
  constructor(scope: Construct, id: string, { environment, target, network }: ReplicatorProps) {
    super(scope, id);
    const source = this.#clusterIn(environment);
    const groups = `${environment.name}.*`;
    const topics = [...readTopics().map(({ topic }) => topic), ...internalTopics];
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('kafka.amazonaws.com') });
    for (const [arn, actions] of [
      [source, sourceActions],
      [target.arn, targetActions],
    ] as const) {
      this.#allow(role, actions.cluster, [arn]);
      this.#allow(role, actions.topic, arnsIn(arn, 'topic', topics));
      this.#allow(role, actions.group, arnsIn(arn, 'group', [groups]));
    }
    const resource = new CfnReplicator(this, 'Resource', {
      replicatorName: `tributary-${environment.name}`,
      serviceExecutionRoleArn: role.roleArn,
      kafkaClusters: [
        // It comes to the source by the connection that its cluster has for other networks.
        { amazonMskCluster: { mskClusterArn: source }, vpcConfig: { subnetIds: subnetsOf(network) } },
        {
          amazonMskCluster: { mskClusterArn: target.arn },
          vpcConfig: {
            subnetIds: subnetsOf(network),
            securityGroupIds: [network.brokers.securityGroupId],
          },
        },
      ],
      replicationInfoList: [
        {
          sourceKafkaClusterArn: source,
          targetKafkaClusterArn: target.arn,
          targetCompressionType: 'NONE',
          topicReplication: {
            topicsToReplicate: readTopics().map(({ topic }) => topic.replaceAll('.', '\\.')),
            copyTopicConfigurations: true,
            // There are none: who may do what is IAM's business.
            copyAccessControlListsForTopics: false,
            detectAndCopyNewTopics: true,
            startingPosition: { type: 'EARLIEST' },
            // Consumers find their topics under the names that they have.
            topicNameConfiguration: { type: 'IDENTICAL' },
          },
          consumerGroupReplication: {
            consumerGroupsToReplicate: [`${environment.name}\\..*`],
            detectAndCopyNewConsumerGroups: true,
            synchroniseConsumerGroupOffsets: true,
          },
        },
      ],
    });
    resource.node.addDependency(role);
  }

  /** By its name: an export does not leave its region. */
  #clusterIn({ name, region }: Environment): string {
    const lookup = new AwsCustomResource(this, 'Source', {
      onUpdate: {
        service: 'kafka',
        action: 'ListClustersV2',
        region,
        parameters: { ClusterNameFilter: `tributary-${name}` },
        physicalResourceId: PhysicalResourceId.of('source'),
      },
      // There is no cluster whose right it would be: one asks for all, or not at all.
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['kafka:ListClustersV2'], resources: ['*'] }),
      ]),
      installLatestAwsSdk: false,
    });
    return lookup.getResponseField('ClusterInfoList.0.ClusterArn');
  }

  #allow(role: Role, actions: readonly string[], resources: string[]): void {
    role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `kafka-cluster:${action}`),
        resources,
      }),
    );
  }
}

const subnetsOf = ({ vpc }: Network): string[] => vpc.isolatedSubnets.map(({ subnetId }) => subnetId);
