/** Brokers, topics and schemas in the cloud: what each environment has, and what none may lack. */
import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../../local/assembly/topics.ts';
import { readTopics } from '../../../schemas/source.ts';
import { synthesized } from './synthesized.ts';

const kinds = { dev: 'standard', staging: 'express', prod: 'express' } as const;

describe.each(Object.entries(kinds))('the brokers of %s', async (env, kind) => {
  const { templates, only, all } = await synthesized(env);
  const cluster = only('AWS::MSK::Cluster');
  const properties = cluster.Properties as {
    readonly BrokerNodeGroupInfo: { readonly InstanceType: string; readonly StorageInfo?: object };
    readonly EncryptionInfo: { readonly EncryptionAtRest?: object };
  };
  const configuration = String(only('AWS::MSK::Configuration').Properties.ServerProperties).split('\n');

  it(`are ${kind}, three of them, in KRaft mode`, () => {
    const { BrokerNodeGroupInfo } = properties;
    expect(cluster.Properties).toMatchObject({ NumberOfBrokerNodes: 3, KafkaVersion: '3.9.x.kraft' });
    expect(BrokerNodeGroupInfo.InstanceType).toMatch(kind === 'express' ? /^express\./ : /^kafka\./);
    expect(BrokerNodeGroupInfo.StorageInfo === undefined).toBe(kind === 'express');
  });

  it('let nobody in without TLS and IAM', () => {
    expect(cluster.Properties).toMatchObject({
      ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: false } },
      EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } },
    });
    expect(JSON.stringify(cluster.Properties)).not.toMatch(/Scram|"Tls":|PublicAccess/);
  });

  it('make no topic that nobody declared, and elect no leader that lacks records', () => {
    expect(configuration).toContain('auto.create.topics.enable=false');
    const fixed = [
      'default.replication.factor=3',
      'min.insync.replicas=2',
      'unclean.leader.election.enable=false',
    ];
    expect(fixed.filter((line) => configuration.includes(line))).toEqual(kind === 'express' ? [] : fixed);
  });

  it('write logs, and metrics by topic', () => {
    expect(cluster.Properties).toMatchObject({
      EnhancedMonitoring: 'PER_TOPIC_PER_BROKER',
      LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true } } },
    });
  });

  it('keep every topic as its contract says', () => {
    const declared = readTopics().map(({ topic, partitions, retentionDays, cleanup }) => ({
      name: topic,
      partitions,
      replication: 3,
      configs: {
        'cleanup.policy': cleanup,
        'retention.ms': String(retentionDays === null ? -1 : retentionDays * 86_400_000),
        ...(kind === 'standard' && { 'min.insync.replicas': '2' }),
      },
    }));
    expect(topicsOf(templates)).toEqual(declared);
  });

  it('and their topics and schemas outlive the stack where data is kept', () => {
    const types = [
      'AWS::MSK::Cluster',
      'AWS::MSK::Topic',
      'AWS::Glue::Registry',
      'AWS::Glue::Schema',
      'AWS::Glue::SchemaVersion',
    ];
    const policies = types.flatMap((type) => all(type)).map((resource) => resource as unknown as Policies);
    const expected = env === 'dev' ? 'Delete' : 'Retain';
    expect(policies.length).toBeGreaterThan(80);
    for (const { DeletionPolicy, UpdateReplacePolicy } of policies) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual([expected, expected]);
    }
  });

  it('encrypt what they keep, in prod with a key of our own that turns', () => {
    const keys = all('AWS::KMS::Key', 'Streaming').filter(({ logicalId }) => logicalId.startsWith('Msk'));
    if (env !== 'prod') return expect(keys).toEqual([]);
    expect(keys[0]?.Properties).toMatchObject({ EnableKeyRotation: true });
    expect(properties.EncryptionInfo.EncryptionAtRest).toEqual({
      DataVolumeKMSKeyId: { 'Fn::GetAtt': [keys[0]?.logicalId, 'Arn'] },
    });
  });
});

interface Policies {
  readonly DeletionPolicy: string;
  readonly UpdateReplacePolicy: string;
}
