/** The Kafka event source mappings of a context, as its deployed template declares them. */
import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { clientsOf } from '../clients.ts';
import type { Connection } from '../connection.ts';

export interface KafkaMapping {
  readonly context: string;
  /** `<context>.<function>` */
  readonly consumer: string;
  readonly topic: string;
  /** The consumer group. */
  readonly group: string;
}

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});
const mapping = z.object({
  AmazonManagedKafkaEventSourceConfig: z.object({ ConsumerGroupId: z.string() }),
  Topics: z.tuple([z.string()]),
});

/** Lambda's own list would do, but emulators take such a mapping from CloudFormation and keep no topics. */
export const kafkaMappings = async (
  { aws, env }: Pick<Connection, 'aws' | 'env'>,
  context: string,
): Promise<readonly KafkaMapping[]> => {
  const { cloudFormation } = clientsOf({ aws });
  const command = new GetTemplateCommand({ StackName: `tributary-${env}-${context}` });
  const { TemplateBody = '' } = await cloudFormation.send(command);
  return mappingsIn(TemplateBody, env, context);
};

/** Of all contexts. */
export const deployedMappings = async (connection: Connection): Promise<readonly KafkaMapping[]> => {
  const all = await Promise.all(connection.contexts.map(({ name }) => kafkaMappings(connection, name)));
  return all.flat();
};

export const mappingsIn = (body: string, env: string, context: string): readonly KafkaMapping[] =>
  Object.values(template.parse(JSON.parse(body)).Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping')
    .flatMap(({ Properties }) => {
      const { data } = mapping.safeParse(Properties);
      if (data === undefined) return [];
      const group = data.AmazonManagedKafkaEventSourceConfig.ConsumerGroupId;
      const [topic] = data.Topics;
      return [{ context, group, topic, consumer: consumerOf(group, env, topic) }];
    });

/** A group is named `<environment>.<context>.<function>.<topic>`. */
const consumerOf = (group: string, env: string, topic: string): string =>
  group.startsWith(`${env}.`) && group.endsWith(`.${topic}`)
    ? group.slice(env.length + 1, -(topic.length + 1))
    : group;
