/** A context's bucket for parked records that are too large for its dead-letter queue. */
import { Duration } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

const prefix = 'letters/';

/** Long after anybody has redriven or dropped them; both take the file away. */
const kept = Duration.days(365);

export class LargeLetters extends Construct {
  readonly bucketName: string;
  readonly #files: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ prefix, expiration: kept, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    this.bucketName = bucket.bucketName;
    this.#files = bucket.arnForObjects(`${prefix}*`);
  }

  /** May put letters, and neither read nor remove them. */
  grantPut(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.#files] }),
    );
  }
}
