/** The topics that the templates declare. */
import * as z from 'zod';
import { resourcesOf, type Template } from './templates.ts';

export interface DeclaredTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replication: number;
  /** Kafka's own names and values, such as `retention.ms`. */
  readonly configs: { readonly [name: string]: string };
}

const properties = z.object({
  TopicName: z.string(),
  PartitionCount: z.number(),
  ReplicationFactor: z.number(),
  Configs: z.string().default(''),
});

/** `AWS::MSK::Topic` holds its configuration as JSON in base64. */
export const topicsOf = (templates: readonly Template[]): readonly DeclaredTopic[] =>
  templates
    .flatMap((template) => resourcesOf(template, 'AWS::MSK::Topic'))
    .map(({ Properties }) => properties.parse(Properties))
    .map(({ TopicName, PartitionCount, ReplicationFactor, Configs }) => ({
      name: TopicName,
      partitions: PartitionCount,
      replication: ReplicationFactor,
      configs: JSON.parse(Buffer.from(Configs, 'base64').toString() || '{}'),
    }));
