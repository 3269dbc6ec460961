/** A table of a context: on demand up to a ceiling, and in `guarded` environments encrypted with the context's key. */

import { Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  type ITableV2,
  type StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments.ts';
import { removalIn } from '../removal.ts';
import { backedUp } from './backed-up.ts';
import { isCopied, replicaKeysIn, replicaOf, replicasIn } from './replicas.ts';

export interface ContextTableProps {
  readonly target: Environment;
  /** @default a key that AWS owns */
  readonly key: IKey | undefined;
  /** By which a second region finds its copy. @default CloudFormation gives it one */
  readonly name?: string | undefined;
  /** @default none */
  readonly stream?: StreamViewType | undefined;
  /** @default none */
  readonly indexes?: GlobalSecondaryIndexPropsV2[] | undefined;
}

/** Some of these only writers need; KMS is asked by DynamoDB alone, on behalf of who asks DynamoDB. */
const keyActions = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'];

export class ContextTable extends Construct {
  readonly table: ITableV2;
  readonly tableName: string;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, props: ContextTableProps) {
    super(scope, id);
    const { target, key, name, stream } = props;
    this.#key = key;
    this.table =
      name !== undefined && isCopied(target)
        ? replicaOf(this, { name, key, streams: stream !== undefined })
        : this.#made(props);
    this.tableName = this.table.tableName;
  }

  #made({ target, key, name, stream, indexes }: ContextTableProps): TableV2 {
    const { read, write } = target.tableCeiling;
    const replicas = replicasIn(target);
    // Its logical id is that of this construct, under which it was deployed first.
    const table = new TableV2(this, 'Default', {
      ...(name !== undefined && { tableName: name }),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand({ maxReadRequestUnits: read, maxWriteRequestUnits: write }),
      ...(stream && { dynamoStream: stream }),
      ...(indexes && {
        globalSecondaryIndexes: indexes.map((index) => ({
          ...index,
          maxReadRequestUnits: read,
          maxWriteRequestUnits: write,
        })),
      }),
      // Seconds since 1970, on what is kept for a while only; heads and commit records have none.
      timeToLiveAttribute: 'expiresAt',
      ...(key && { encryption: TableEncryptionV2.customerManagedKey(key, replicaKeysIn(key, target)) }),
      ...(replicas.length > 0 && { replicas }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: target.cloud },
      deletionProtection: target.data === 'guarded',
      removalPolicy: removalIn(target),
    });
    backedUp(table, target);
    return table;
  }

  /** May do these, on this table and its indexes; and what its key needs for them, through DynamoDB only. */
  allow(grantee: IGrantable, actions: readonly string[]): void {
    this.table.grant(grantee, ...actions);
    if (this.#key === undefined) return;
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: keyActions,
        resources: [this.#key.keyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` },
        },
      }),
    );
  }
}
