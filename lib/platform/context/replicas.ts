/** Copies of a context's table in the region that stands by. */
import { Stack } from 'aws-cdk-lib';
import type { ReplicaTableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Environment } from '../../environments.ts';

/**
 * A copy is a second or so behind; items are copied one by one, whatever transaction wrote them (docs/runbooks/failover.md).
 *
 * @returns none where no region stands by, or Kafka can tell the data again
 */
export const replicasIn = ({ recoveryRegion, data }: Environment): ReplicaTableProps[] =>
  recoveryRegion === undefined || data === 'disposable'
    ? []
    : [
        {
          region: recoveryRegion,
          deletionProtection: data === 'guarded',
          pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        },
      ];

/** The key's name in any region. */
export const keyAlias = ({ name }: Environment, context: string): string => `tributary-${name}-${context}`;

/** Keys stay in their region: the copy has one of the same name, which lib/recovery.ts makes. */
export const replicaKeysIn = (key: IKey, target: Environment): { [region: string]: string } => {
  const { account, stackName } = Stack.of(key);
  const context = stackName.replace(`tributary-${target.name}-`, '');
  return Object.fromEntries(
    replicasIn(target).map(({ region }) => [
      region,
      `arn:aws:kms:${region}:${account}:alias/${keyAlias(target, context)}`,
    ]),
  );
};
