/** What a deployment made of the templates: physical names, and the stacks' outputs. */
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { PhysicalIds } from './assembly/mappings.ts';
import type { clientConfiguration } from './emulated-aws.ts';

/** Of an AWS client: the emulator's, or none for the user's own. */
export type ClientConfiguration = ReturnType<typeof clientConfiguration> | Record<string, never>;

export interface DeployedStack {
  readonly physicalIds: PhysicalIds;
  readonly outputs: ReadonlyMap<string, string>;
}

export const deployedStack = async (
  configuration: ClientConfiguration,
  StackName: string,
): Promise<DeployedStack> => {
  const cloudFormation = new CloudFormationClient(configuration);
  const [{ StackResources = [] }, { Stacks: [stack] = [] }] = await Promise.all([
    cloudFormation.send(new DescribeStackResourcesCommand({ StackName })),
    cloudFormation.send(new DescribeStacksCommand({ StackName })),
  ]);
  return {
    physicalIds: new Map(
      StackResources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
        LogicalResourceId,
        PhysicalResourceId,
      ]),
    ),
    outputs: new Map(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  };
};
