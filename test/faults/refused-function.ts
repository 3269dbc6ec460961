/** A function that cannot be made, behind everything that a context's API is made of: somebody took its layer away. */
import type { Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';

export const addRefused = (context: Stack): void => {
  const refused = new CfnFunction(context, 'Refused', {
    code: { zipFile: 'exports.handler = async () => undefined;' },
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    role: `arn:aws:iam::${context.account}:role/anybody`,
    layers: [`arn:aws:lambda:${context.region}:${context.account}:layer:taken-away:1`],
  });
  refused.node.addDependency(context.node.findChild('Api'));
};
