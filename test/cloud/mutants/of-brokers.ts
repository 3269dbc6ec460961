/** Brokers, topics and schemas that promise less. */
import { drop, type Mutant, one, set } from './mutant.ts';

const configured =
  (name: string, value: string): Mutant['change'] =>
  (assembly) => {
    const { Properties } = one(assembly, 'AWS::MSK::Topic', 'Streaming/orderingorder');
    const configs = JSON.parse(Buffer.from(String(Properties.Configs), 'base64').toString());
    Properties.Configs = Buffer.from(JSON.stringify({ ...configs, [name]: value })).toString('base64');
  };

const cluster = (path: string, value: unknown) => set('AWS::MSK::Cluster', 'Streaming/Msk', path, value);
const server =
  (line: string, instead: string): Mutant['change'] =>
  (assembly) => {
    const { Properties } = one(assembly, 'AWS::MSK::Configuration', 'Streaming/Msk');
    Properties.ServerProperties = String(Properties.ServerProperties).replace(line, instead);
  };

export const ofBrokers: readonly Mutant[] = [
  {
    name: 'brokers take plain text',
    noticedBy: 'cluster',
    change: cluster('EncryptionInfo.EncryptionInTransit.ClientBroker', 'TLS_PLAINTEXT'),
  },
  {
    name: 'brokers let strangers in',
    noticedBy: 'cluster',
    change: cluster('ClientAuthentication.Unauthenticated.Enabled', true),
  },
  {
    name: 'brokers are in two zones',
    noticedBy: 'cluster',
    change: cluster('BrokerNodeGroupInfo.ClientSubnets', ['subnet-1', 'subnet-2']),
  },
  {
    name: 'brokers make topics that nobody declared',
    noticedBy: 'cluster',
    change: server('auto.create.topics.enable=false', 'auto.create.topics.enable=true'),
  },
  {
    name: 'a broker that was away may lead',
    environment: 'dev',
    noticedBy: 'cluster',
    change: server('unclean.leader.election.enable=false', 'unclean.leader.election.enable=true'),
  },
  {
    name: 'orders are kept for a day',
    noticedBy: 'topics',
    change: configured('retention.ms', '86400000'),
  },
  {
    name: 'one broker acknowledges',
    environment: 'dev',
    noticedBy: 'topics',
    change: configured('min.insync.replicas', '1'),
  },
  {
    name: 'orders are kept once',
    noticedBy: 'topics',
    change: set('AWS::MSK::Topic', 'Streaming/orderingorder', 'ReplicationFactor', 1),
  },
  {
    name: 'orders have another number of partitions',
    noticedBy: 'topics',
    change: set('AWS::MSK::Topic', 'Streaming/orderingorder', 'PartitionCount', 7),
  },
  {
    name: 'a schema may break its readers',
    noticedBy: 'schemas',
    change: set('AWS::Glue::Schema', 'Streaming/Schemas', 'Compatibility', 'NONE'),
  },
  {
    name: 'a version of a schema is not registered',
    noticedBy: 'schemas',
    change: drop('AWS::Glue::SchemaVersion', 'Streaming/Schemas'),
  },
];
