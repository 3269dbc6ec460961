/** Where a relay's records go that the stream is about to forget: whole, into a bucket. */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type {
  DlqDestinationConfig,
  IEventSourceDlq,
  IEventSourceMapping,
  IFunction,
} from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Long enough that nobody has to hurry who has read the alarm; each file is needed once. */
const kept = Duration.days(30);

/**
 * An on-failure destination for a table's stream. Of S3 only it gets the records themselves: a queue would be told where
 * they are in a stream that forgets them four hours later.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export class RelayArchive extends Construct implements IEventSourceDlq {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: kept, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
  }

  /** CDK's own destination would let the relay read and remove files too. */
  bind(_target: IEventSourceMapping, handler: IFunction): DlqDestinationConfig {
    const { bucketArn } = this.bucket;
    const statements = [
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.bucket.arnForObjects('*')] }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }),
    ];
    for (const statement of statements) handler.addToRolePolicy(statement);
    return { destination: bucketArn };
  }
}
