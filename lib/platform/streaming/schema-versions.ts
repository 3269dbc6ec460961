/** The ids of the schema versions that a context writes with, handed to its functions when they are deployed. */
import type { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Contract, subjectOf, versionMark } from '../../../schemas/contract.ts';
import type { Environment } from '../../environments.ts';

export const versionParameter = ({ name }: Environment, subject: string, version: number): string =>
  `/tributary/${name}/schemas/${subject}/v${version}`;

/**
 * For SCHEMA_VERSIONS: `<mark>=<id>`, with a comma between. CloudFormation looks each id up while it deploys, and refuses a
 * context whose schemas were not deployed before it.
 *
 * @returns undefined where the context writes nothing, or the registry is not Glue
 */
export const schemaVersions = (
  stack: Stack,
  environment: Environment,
  contracts: readonly Contract[],
): string | undefined => {
  if (!environment.schemaRegistry.startsWith('glue:') || contracts.length === 0) return undefined;
  return contracts
    .flatMap(({ topic, messages }) =>
      Object.values(messages).map(({ fullName, versions }) => {
        const subject = subjectOf(topic, fullName);
        const parameter = versionParameter(environment, subject, versions.length);
        const mark = versionMark(subject, versions.at(-1) ?? versions[0]);
        return `${mark}=${StringParameter.valueForStringParameter(stack, parameter)}`;
      }),
    )
    .join(',');
};
