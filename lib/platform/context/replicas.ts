/** Copies of a context's table in the region that stands by. */
import { Stack } from 'aws-cdk-lib';
import { type ITableV2, type ReplicaTableProps, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
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

/** Whether the data is here already, copied from a region that is lost. */
export const isCopied = ({ lostRegion, data }: Environment): boolean =>
  lostRegion !== undefined && data !== 'disposable';

interface ReplicaProps {
  /** The same in every region. */
  readonly name: string;
  readonly key: IKey | undefined;
  /** Whether somebody listens to it. */
  readonly streams: boolean;
}

/** The copy that is there: nothing is made, and nothing of it goes when the stack goes. */
export const replicaOf = (scope: Construct, { name, key, streams }: ReplicaProps): ITableV2 =>
  TableV2.fromTableAttributes(scope, 'Copy', {
    tableName: name,
    ...(key && { encryptionKey: key }),
    ...(streams && { tableStreamArn: streamOf(scope, name) }),
  });

/** A copy has a stream of its own, which has the time in its name at which it began: asked for once, at the deployment. */
const streamOf = (scope: Construct, TableName: string): string => {
  const resources = [
    Stack.of(scope).formatArn({ service: 'dynamodb', resource: 'table', resourceName: TableName }),
  ];
  const lookup = new AwsCustomResource(scope, 'Stream', {
    onUpdate: {
      service: 'dynamodb',
      action: 'DescribeTable',
      parameters: { TableName },
      physicalResourceId: PhysicalResourceId.of('stream'),
    },
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources }),
    installLatestAwsSdk: false,
  });
  return lookup.getResponseField('Table.LatestStreamArn');
};
