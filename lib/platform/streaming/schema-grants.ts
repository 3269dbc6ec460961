/** What a function needs that reads records: the schema that each was written with. */
import type { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Environment } from '../../environments.ts';

/** Nothing where the registry is not Glue's: https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs.html */
export const grantSchemas = (
  stack: Stack,
  { schemaRegistry }: Environment,
  { grantPrincipal }: IGrantable,
): void => {
  const [, name] = /^glue:(.+)$/.exec(schemaRegistry) ?? [];
  if (name === undefined) return;
  const resources = [
    stack.formatArn({ service: 'glue', resource: 'registry', resourceName: name }),
    stack.formatArn({ service: 'glue', resource: 'schema', resourceName: `${name}/*` }),
  ];
  grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: ['glue:GetSchemaVersion'], resources }));
};
