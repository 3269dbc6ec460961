/** The cluster, its topics and schemas. */
import { readTopics } from '../../../schemas/source.ts';
import { type Assembly, every, type Found } from '../assembly/stacks.ts';
import { type Check, counted, differences } from './check.ts';

/** Express brokers have them, and refuse to be told: https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-only.html */
const settledByExpress = ['min.insync.replicas=2', 'unclean.leader.election.enable=false'];

const isExpress = (assembly: Assembly): boolean =>
  every(assembly, 'AWS::MSK::Cluster').some(({ Properties }) => {
    const { InstanceType } = Properties.BrokerNodeGroupInfo as { readonly InstanceType: string };
    return InstanceType.startsWith('express.');
  });

export const cluster: Check = {
  says: 'the brokers are three in three zones, take TLS and IAM only, and make no topic that nobody declared',
  complaints: (assembly) => {
    const clusters = every(assembly, 'AWS::MSK::Cluster');
    const configurations = every(assembly, 'AWS::MSK::Configuration');
    return [
      ...counted('clusters', clusters.length, 1),
      ...clusters.flatMap(({ name, Properties }) => [
        ...differences(name, Properties, {
          NumberOfBrokerNodes: 3,
          'BrokerNodeGroupInfo.ClientSubnets.length': 3,
          'ClientAuthentication.Sasl.Iam.Enabled': true,
          'ClientAuthentication.Unauthenticated.Enabled': false,
          'EncryptionInfo.EncryptionInTransit.ClientBroker': 'TLS',
          'EncryptionInfo.EncryptionInTransit.InCluster': true,
          'LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled': true,
        }),
        ...(/kraft$/.test(String(Properties.KafkaVersion))
          ? []
          : [`${name} runs ${Properties.KafkaVersion}`]),
      ]),
      ...configurations.flatMap(({ name, Properties }) =>
        ['auto.create.topics.enable=false', ...(isExpress(assembly) ? [] : settledByExpress)]
          .filter((line) => !String(Properties.ServerProperties).split('\n').includes(line))
          .map((line) => `${name} lacks ${line}`),
      ),
    ];
  },
};

export const topics: Check = {
  says: 'every topic is as its contract says, on three brokers of which two must have it',
  complaints: (assembly) => {
    const declared = readTopics();
    const found = every(assembly, 'AWS::MSK::Topic');
    return [
      ...counted('topics', found.length, declared.length),
      ...found.flatMap((topic) => {
        const source = declared.find((each) => each.topic === topic.Properties.TopicName);
        if (source === undefined) return [`${topic.name} is of no contract`];
        const { retentionDays } = source;
        const retention = String(retentionDays === null ? -1 : retentionDays * 86_400_000);
        return [
          ...differences(topic.name, topic.Properties, {
            PartitionCount: source.partitions,
            ReplicationFactor: 3,
          }),
          ...(configsOf(topic)['retention.ms'] === retention ? [] : [`${topic.name} keeps another time`]),
          ...(configsOf(topic)['cleanup.policy'] === 'delete' ? [] : [`${topic.name} cleans up otherwise`]),
          ...(configsOf(topic)['min.insync.replicas'] === (isExpress(assembly) ? undefined : '2')
            ? []
            : [`${topic.name} acknowledges too early`]),
        ];
      }),
    ];
  },
};

const configsOf = ({ Properties }: Found): { readonly [name: string]: string | undefined } =>
  JSON.parse(Buffer.from(String(Properties.Configs), 'base64').toString());

export const schemas: Check = {
  says: 'every version of every schema is registered, and the registry refuses what some reader could not read',
  complaints: (assembly) => {
    const found = every(assembly, 'AWS::Glue::Schema');
    const versions = every(assembly, 'AWS::Glue::SchemaVersion');
    const declared = readTopics().reduce((sum, { schemas: each }) => sum + each.length, 0);
    return [
      ...counted('versions of schemas', found.length + versions.length, declared),
      ...found.flatMap(({ name, Properties }) =>
        differences(name, Properties, { DataFormat: 'AVRO', Compatibility: 'FULL_ALL' }),
      ),
    ];
  },
};
