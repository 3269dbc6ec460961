/** A function that nobody may make, behind everything that a context's API is made of: its layer is another account's. */
import type { Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';

export const addRefused = (context: Stack): void => {
  const refused = new CfnFunction(context, 'Refused', {
    code: { zipFile: 'exports.handler = async () => undefined;' },
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    role: `arn:aws:iam::${context.account}:role/anybody`,
    layers: [`arn:aws:lambda:${context.region}:111122223333:layer:not-shared:1`],
  });
  refused.node.addDependency(context.node.findChild('Api'));
};
