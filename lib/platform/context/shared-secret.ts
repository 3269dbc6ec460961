/** A secret that somebody outside of the account has, too: it has a name, by which a second region finds its copy. */
import { SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { BoundedContext } from './bounded-context.ts';

/** @param whose the other side's name, such as `gateway` @returns its value, looked up when the stack is deployed */
export const sharedSecret = (context: BoundedContext, id: string, whose: string): string => {
  const { recoveryRegion, lostRegion, name } = context.target;
  const secretName = `tributary-${name}-${context.context}-${whose}`;
  if (lostRegion !== undefined) return SecretValue.secretsManager(secretName).unsafeUnwrap();
  const replicaRegions = recoveryRegion === undefined ? [] : [{ region: recoveryRegion }];
  return new Secret(context, id, { secretName, replicaRegions }).secretValue.unsafeUnwrap();
};
