/** What an outage does to a context: which of its mappings are paused, and how many dead letters it has. */
import { GetEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { deployedStack } from '../../local/deployed.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import type { Stack } from '../../local/stack-file.ts';

export const contextIn = async ({ awsEndpoint }: Stack, context: string) => {
  const aws = clientConfiguration(awsEndpoint);
  const [lambda, sqs] = [new LambdaClient(aws), new SQSClient({ ...aws, useQueueUrlAsEndpoint: false })];
  const { physicalIds } = await deployedStack(aws, `tributary-local-${context}`);
  const mappings = [...physicalIds].filter(([logicalId]) => logicalId.includes('KafkaEventSource'));
  return {
    /** The states of a consumer's mappings. @param construct the consumer's id in its stack */
    states: (construct: string): Promise<readonly (string | undefined)[]> =>
      Promise.all(
        mappings
          .filter(([logicalId]) => logicalId.startsWith(`${construct}Handler`))
          .map(async ([, UUID]) => (await lambda.send(new GetEventSourceMappingCommand({ UUID }))).State),
      ),
    letters: async (): Promise<number> => {
      const QueueUrl = [...physicalIds].find(([logicalId]) => logicalId.startsWith('DeadLetters'))?.[1];
      const AttributeNames = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ] as const;
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
      );
      return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0);
    },
  };
};
