/** A table of a context: on demand up to a ceiling, and in `guarded` environments encrypted with the context's key. */

import { Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  type StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments.ts';
import { removalIn } from '../removal.ts';
import { backedUp } from './backed-up.ts';
import { replicaKeysIn, replicasIn } from './replicas.ts';

export interface ContextTableProps {
  readonly target: Environment;
  /** @default a key that AWS owns */
  readonly key: IKey | undefined;
  /** @default none */
  readonly stream?: StreamViewType | undefined;
  /** @default none */
  readonly indexes?: GlobalSecondaryIndexPropsV2[] | undefined;
}

/** Some of these only writers need; KMS is asked by DynamoDB alone, on behalf of who asks DynamoDB. */
const keyActions = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'];

export class ContextTable extends TableV2 {
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, { target, key, stream, indexes }: ContextTableProps) {
    const { read, write } = target.tableCeiling;
    const replicas = replicasIn(target);
    super(scope, id, {
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
    this.#key = key;
    backedUp(this, target);
  }

  /** May do these, on this table and its indexes; and what its key needs for them, through DynamoDB only. */
  allow(grantee: IGrantable, actions: readonly string[]): void {
    this.grant(grantee, ...actions);
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
