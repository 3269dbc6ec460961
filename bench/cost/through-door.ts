/** Sends all functions of a running system through a door to DynamoDB. */
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  paginateListFunctions,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { clientConfiguration } from '../../local/emulated-aws.ts';

export const throughDoor = async (awsEndpoint: string, doorUrl: string): Promise<void> => {
  const client = new LambdaClient(clientConfiguration(awsEndpoint));
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const { FunctionName } of Functions) {
      const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const Variables = { ...Environment?.Variables, AWS_ENDPOINT_URL_DYNAMODB: doorUrl };
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    }
  }
};
