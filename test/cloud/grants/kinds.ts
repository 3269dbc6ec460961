/** The kinds of functions that contexts have, each with the rights that come with it. */
import type { Consumer } from '../../../docs/build/consumers.ts';
import { publishedBy } from '../../../docs/build/stacks.ts';
import { streamKey, tableKey } from './key-terms.ts';
import {
  files,
  logs,
  managed,
  mappings,
  onCluster,
  onKafka,
  type Place,
  receives,
  schemas,
  sends,
  stream,
  type Term,
  table,
} from './terms.ts';

export const commits = ['GetItem', 'PutItem'] as const;

/** Its stream's records to the topics that its context says it writes, and what nobody takes into its archive. */
export const relay = (context: string, ...more: readonly Term[]): readonly Term[] => [
  logs,
  managed('AWSLambdaVPCAccessExecutionRole'),
  stream,
  streamKey,
  onCluster('kafka-cluster:Connect', 'kafka-cluster:WriteDataIdempotently'),
  onKafka('topic', publishedBy(context), 'DescribeTopic', 'WriteData'),
  files('RelayArchiveBucket', 'ListBucket'),
  files('RelayArchiveBucket/*', 'PutObject'),
  ...more,
];

export const breaker: readonly Term[] = [
  logs,
  table('GetItem'),
  tableKey,
  sends('BreakerQueue'),
  receives('BreakerQueue'),
  mappings('GetEventSourceMapping', 'UpdateEventSourceMapping'),
];

export const api = (actions: readonly string[], ...more: readonly Term[]): readonly Term[] => [
  logs,
  table(...actions),
  tableKey,
  ...more,
];

export const deadlines: readonly Term[] = [
  ...api(commits),
  sends('DeadlinesQueue'),
  receives('DeadlinesQueue'),
];

/** Reads the topics that its code says it hears, in a group each; marks and parks; rings the breaker. */
export const consumerOf =
  (consumers: readonly Consumer[]) =>
  (name: string, actions: readonly string[] = commits, ...more: readonly Term[]): readonly Term[] => {
    const { topics } = consumers.find((each) => each.name === name) ?? { topics: [] };
    const groups = ({ assembly, stack }: Place) => {
      // A second region builds read models anew.
      const isAnew = /-v\d+$/.test(name) && assembly.stacks.every(({ id }) => id !== 'Streaming');
      const group = isAnew ? `${name}-${stack.region}` : name;
      return topics.map((topic) => `${assembly.environment}.${group}.${topic}`);
    };
    return [
      ...api([...actions, 'Query', 'PutItem']),
      schemas,
      managed('AWSLambdaMSKExecutionRole'),
      onCluster('kafka-cluster:Connect', 'kafka:DescribeCluster', 'kafka:GetBootstrapBrokers'),
      // CDK grants it to every mapping; there are no such secrets.
      onCluster('kafka:ListScramSecrets'),
      onKafka('topic', topics, 'DescribeTopic', 'ReadData'),
      (place: Place) => onKafka('group', groups(place), 'AlterGroup', 'DescribeGroup')(place),
      files('LargeLettersBucket/letters/*', 'PutObject'),
      sends('DeadLetters'),
      sends('BreakerQueue'),
      ...more,
    ];
  };
