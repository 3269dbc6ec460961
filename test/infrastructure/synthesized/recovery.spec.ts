/** What a second region has before it is needed, and what is copied every day. */
import { describe, expect, it } from 'vitest';
import { readTopics } from '../../../schemas/source.ts';
import { synthesized } from './synthesized.ts';

const second = 'eu-west-1';
const { all, only, templates } = await synthesized('prod', { recoveryRegion: second });
const prod = await synthesized('prod');
const staging = await synthesized('staging');
const dev = await synthesized('dev');
const topics = readTopics().map(({ topic }) => topic);

interface Replica {
  readonly Region: string;
  readonly DeletionProtectionEnabled?: boolean;
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled: boolean };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const tablesOf = (from: typeof prod) =>
  from.all('AWS::DynamoDB::GlobalTable').map((table) => ({
    ...table,
    isProjection: /V\d+Table/.test(table.logicalId),
    replicas: table.Properties.Replicas as readonly Replica[],
  }));

describe('a region that stands by', () => {
  it('is an option that no environment has by itself', () => {
    for (const each of [prod, staging]) {
      expect(each.templates.map(({ id }) => id).filter((id) => id.startsWith('Recovery'))).toEqual([]);
      expect(each.all('AWS::MSK::Replicator')).toEqual([]);
      expect(tablesOf(each).every(({ replicas }) => replicas.length === 1)).toBe(true);
    }
  });

  it('has a copy of every table, but of read models, which Kafka tells again', () => {
    for (const { isProjection, replicas, Properties } of tablesOf({ ...prod, all })) {
      expect(replicas.map(({ Region }) => Region).sort()).toEqual(
        isProjection ? ['eu-central-1'] : ['eu-central-1', second],
      );
      if (isProjection) continue;
      for (const { PointInTimeRecoverySpecification } of replicas) {
        expect(PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled).toBe(true);
      }
      expect(Properties.StreamSpecification).toBeDefined();
      expect(replicas.find(({ Region }) => Region === second)?.DeletionProtectionEnabled).toBe(true);
    }
  });

  it('has brokers like those of the first, in a network of its own', () => {
    expect(all('AWS::MSK::Cluster')).toHaveLength(2);
    const [first, standby] = [only('AWS::MSK::Cluster', 'Streaming'), only('AWS::MSK::Cluster', 'Recovery')];
    const nodes = first.Properties.BrokerNodeGroupInfo;
    expect(nodes).toMatchObject({
      InstanceType: 'express.m7g.large',
      ConnectivityInfo: { VpcConnectivity: { ClientAuthentication: { Sasl: { Iam: { Enabled: true } } } } },
    });
    expect(standby.Properties.BrokerNodeGroupInfo).toMatchObject({ InstanceType: 'express.m7g.large' });
    expect(standby.Properties.BrokerNodeGroupInfo).not.toHaveProperty('ConnectivityInfo');
  });

  it('has a key for the copies of each context, under the name that they ask for', () => {
    const aliases = all('AWS::KMS::Alias', 'Recovery').map(({ Properties }) => Properties.AliasName);
    const asked = tablesOf({ ...prod, all })
      .filter(({ isProjection }) => !isProjection)
      .map(({ replicas }) => JSON.stringify(replicas.find(({ Region }) => Region === second)))
      .map(
        (replica) =>
          /:kms:eu-west-1:[^"]*(?:",\{"Ref":"AWS::AccountId"\},":)?(alias\/[\w-]+)"/.exec(replica)?.[1],
      );
    expect(asked).toHaveLength(9);
    expect(asked.sort()).toEqual(aliases.sort());
  });

  it('is reached by Kafka’s own service only', () => {
    expect(only('AWS::MSK::ClusterPolicy').Properties.Policy).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'kafka.amazonaws.com' },
          Action: ['kafka:CreateVpcConnection', 'kafka:GetBootstrapBrokers', 'kafka:DescribeClusterV2'],
        },
      ],
    });
  });

  it('gets every topic from its beginning under its own name, and where every group is', () => {
    const { ReplicationInfoList } = only('AWS::MSK::Replicator').Properties as {
      readonly ReplicationInfoList: readonly [
        {
          readonly TopicReplication: { readonly TopicsToReplicate: readonly string[] };
          readonly ConsumerGroupReplication: { readonly ConsumerGroupsToReplicate: readonly string[] };
        },
      ];
    };
    const [{ TopicReplication, ConsumerGroupReplication }] = ReplicationInfoList;
    expect(TopicReplication).toMatchObject({
      StartingPosition: { Type: 'EARLIEST' },
      TopicNameConfiguration: { Type: 'IDENTICAL' },
      CopyTopicConfigurations: true,
    });
    const patterns = TopicReplication.TopicsToReplicate.map((pattern) => new RegExp(`^${pattern}$`));
    expect(topics.filter((topic) => patterns.filter((pattern) => pattern.test(topic)).length !== 1)).toEqual(
      [],
    );
    expect(ConsumerGroupReplication).toMatchObject({ SynchroniseConsumerGroupOffsets: true });
    const [groups = ''] = ConsumerGroupReplication.ConsumerGroupsToReplicate;
    for (const { Properties } of all('AWS::Lambda::EventSourceMapping')) {
      const config = Properties.AmazonManagedKafkaEventSourceConfig as
        | { readonly ConsumerGroupId: string }
        | undefined;
      if (config !== undefined) expect(config.ConsumerGroupId).toMatch(new RegExp(`^${groups}$`));
    }
  });

  it('copies with rights on our topics and groups, and writes nothing into the first region', () => {
    const policies = all('AWS::IAM::Policy', 'Recovery')
      .filter(({ logicalId }) => logicalId.startsWith('ReplicatorRole'))
      .map(({ Properties }) => Properties.PolicyDocument as { readonly Statement: readonly Statement[] });
    expect(policies).toHaveLength(1);
    const Statement = policies.flatMap((policy) => policy.Statement);
    const source = Statement.filter(({ Resource }) => JSON.stringify(Resource).includes('ReplicatorSource'));
    const actions = source
      .flatMap(({ Action }) => Action)
      .map((action) => action.replace('kafka-cluster:', ''));
    expect(actions.sort()).toEqual([
      'Connect',
      'DescribeCluster',
      'DescribeGroup',
      'DescribeTopic',
      'DescribeTopicDynamicConfiguration',
      'ReadData',
    ]);
    expect(JSON.stringify(Statement)).not.toMatch(/\/\*"/);
  });

  it('has every schema, and tells its ids under the same names', () => {
    const named = (stack: string) =>
      all('AWS::SSM::Parameter', stack).map(({ Properties }) => Properties.Name);
    expect(named('Recovery')).toEqual(named('Streaming'));
    expect(named('Recovery').length).toBeGreaterThan(70);
  });

  it('leaves the contexts as they are, but for copies of tables and secrets, and for the streams that copies need', () => {
    for (const { id, resources } of prod.templates.filter((template) => template.id !== 'Streaming')) {
      const there = templates.find((template) => template.id === id)?.resources ?? {};
      expect(Object.keys(there)).toEqual(Object.keys(resources));
      for (const [logicalId, before] of Object.entries(resources)) {
        const after = structuredClone(there[logicalId]) as unknown as Changeable;
        if (after.Type === 'AWS::DynamoDB::GlobalTable') {
          after.Properties.Replicas = (after.Properties.Replicas as readonly Replica[]).filter(
            ({ Region }) => Region !== second,
          );
          if (before.Properties.StreamSpecification === undefined)
            delete after.Properties.StreamSpecification;
        }
        if (after.Type === 'AWS::SecretsManager::Secret') {
          const elsewhere = (after.Properties.ReplicaRegions as readonly Replica[]).filter(
            ({ Region }) => Region !== second,
          );
          if (elsewhere.length > 0) after.Properties.ReplicaRegions = elsewhere;
          else delete after.Properties.ReplicaRegions;
        }
        expect(after).toEqual(before);
      }
    }
  });
});

describe('daily backups', () => {
  it.each([
    ['staging', staging, 7],
    ['prod', prod, 35],
  ] as const)('of %s are kept in a vault with a key of its own', (_env, { only: one, all: every }, days) => {
    const { BackupPlan } = one('AWS::Backup::BackupPlan').Properties as { readonly BackupPlan: object };
    expect(BackupPlan).toMatchObject({
      BackupPlanRule: [{ ScheduleExpression: 'cron(30 2 * * ? *)', Lifecycle: { DeleteAfterDays: days } }],
    });
    expect(one('AWS::Backup::BackupVault').Properties).toMatchObject({
      EncryptionKeyArn: { 'Fn::GetAtt': [every('AWS::KMS::Key', 'Backups')[0]?.logicalId, 'Arn'] },
      LockConfiguration: { MinRetentionDays: 7 },
    });
  });

  it('are of every table but read models', () => {
    const selected = prod.only('AWS::Backup::BackupSelection').Properties.BackupSelection as {
      readonly ListOfTags: readonly { readonly ConditionKey: string; readonly ConditionValue: string }[];
    };
    const [tag] = selected.ListOfTags;
    for (const { isProjection, replicas } of tablesOf(prod)) {
      const tags = replicas.flatMap(({ Tags = [] }) => Tags);
      const isSelected = tags.some(
        ({ Key, Value }) => Key === tag?.ConditionKey && Value === tag.ConditionValue,
      );
      expect(isSelected).toBe(!isProjection);
    }
    expect(tablesOf(prod).filter(({ isProjection }) => !isProjection)).toHaveLength(9);
  });

  it('are not made where data is worth nothing', () => {
    expect(dev.all('AWS::Backup::BackupPlan')).toEqual([]);
    expect(JSON.stringify(tablesOf(dev))).not.toContain('tributary:backup');
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: object;
}

interface Changeable {
  readonly Type: string;
  readonly Properties: { [name: string]: unknown };
}
