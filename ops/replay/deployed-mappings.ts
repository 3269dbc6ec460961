/** The event source mappings of a consumer, as they were deployed. */
import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { deployedStack } from '../../local/deployed.ts';
import { UsageError } from '../command.ts';
import type { Connection } from '../connection.ts';

export interface DeployedMapping {
  readonly uuid: string;
  readonly topic: string;
  readonly group: string;
}

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});

const kafkaMapping = z.object({
  Topics: z.tuple([z.string()]),
  AmazonManagedKafkaEventSourceConfig: z.object({ ConsumerGroupId: z.string() }),
});

/**
 * @param consumer `<context>.<function>`
 * @throws UsageError naming the consumers that there are
 */
export const deployedMappings = async (
  { aws, env, contexts }: Pick<Connection, 'aws' | 'env' | 'contexts'>,
  consumer: string,
): Promise<readonly DeployedMapping[]> => {
  const [contextName = '', functionName] = consumer.split('.');
  const context = contexts.find(({ name }) => name === contextName);
  if (context === undefined || functionName === undefined) {
    const known = contexts.map(({ name }) => name).join(', ');
    throw new UsageError(`${consumer} is no consumer; expected <context>.<function>, a context of ${known}`);
  }
  const all = await mappingsOf(aws, `tributary-${env}-${contextName}`);
  const own = all.filter(({ group, topic }) => group === `${env}.${consumer}.${topic}`);
  if (own.length > 0) return own;
  const prefix = `${env}.`.length;
  const known = new Set(all.map(({ group, topic }) => group.slice(prefix, -topic.length - 1)));
  throw new UsageError(`${contextName} has no consumer ${consumer}; it has ${[...known].sort().join(', ')}`);
};

/** As they are now: a replay beside brings mappings of its own. */
const mappingsOf = async (aws: Connection['aws'], StackName: string): Promise<readonly DeployedMapping[]> => {
  const client = new CloudFormationClient(aws);
  const [{ TemplateBody = '{}' }, { physicalIds }] = await Promise.all([
    client.send(new GetTemplateCommand({ StackName })),
    deployedStack(aws, StackName),
  ]);
  const { Resources } = template.parse(JSON.parse(TemplateBody));
  return Object.entries(Resources).flatMap(([logicalId, { Properties }]) => {
    const mapping = kafkaMapping.safeParse(Properties).data;
    const uuid = physicalIds.get(logicalId);
    if (mapping === undefined || uuid === undefined) return [];
    const [topic] = mapping.Topics;
    return [{ uuid, topic, group: mapping.AmazonManagedKafkaEventSourceConfig.ConsumerGroupId }];
  });
};
