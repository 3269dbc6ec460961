/** What MSK's replicator may do: read in the first region, and write in the second. */
import { readTopics } from '../../../schemas/source.ts';
import { onCluster, onKafka, type Term } from './terms.ts';

/** It keeps these for itself, on either cluster. */
const itsOwn = ['__amazon_msk_canary', 'mskr-offset-syncs.*', '*.checkpoints.internal'];
const topics = [...readTopics().map(({ topic }) => topic), ...itsOwn];

const inRegion =
  (region: string, term: Term): Term =>
  (place) =>
    term({ ...place, stack: { ...place.stack, region } });

const onGroups =
  (...actions: readonly string[]): Term =>
  (place) =>
    onKafka('group', [`${place.assembly.environment}.*`], ...actions)(place);

const known = ['DescribeTopic', 'DescribeTopicDynamicConfiguration', 'ReadData'];
const changed = ['CreateTopic', 'AlterTopic', 'AlterTopicDynamicConfiguration', 'WriteData'];

export const replicates = (first: string): readonly Term[] => [
  ...[
    onCluster('kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'),
    onKafka('topic', topics, ...known),
    onGroups('DescribeGroup'),
  ].map((term) => inRegion(first, term)),
  onCluster('kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'),
  onCluster('kafka-cluster:AlterCluster', 'kafka-cluster:WriteDataIdempotently'),
  onKafka('topic', topics, ...known, ...changed),
  onGroups('DescribeGroup', 'AlterGroup'),
];
