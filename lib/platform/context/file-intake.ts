/** A bucket whose new files reach a function of the context, through a queue that brings them again. */
import { Duration } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { BoundedContext, ContextHandlerProps } from './bounded-context.ts';
import { ContextQueue } from './context-queue.ts';

export interface FileIntakeProps {
  readonly context: BoundedContext;
  /** Relative to the root. It finds IMPORT_BUCKET and IMPORT_QUEUE_URL in its environment. */
  readonly entry: string;
  /** Where in the bucket files are waited for, such as `imports/`. */
  readonly prefix: string;
  readonly tableActions: ContextHandlerProps['tableActions'];
}

/** A file that takes longer is gone on with by the next message. */
const timeout = Duration.minutes(5);
const kept = Duration.days(30);

export class FileIntake extends Construct {
  readonly bucket: Bucket;
  readonly handler: LambdaFunction;
  readonly #files: string;

  constructor(scope: Construct, id: string, { context, entry, prefix, tableActions }: FileIntakeProps) {
    super(scope, id);
    const queue = new ContextQueue(this, 'Queue', {
      // One message at a time, so that a run ends before its message comes again.
      visibilityTimeout: timeout.plus(Duration.minutes(1)),
      deadLetterQueue: { queue: context.deadLetters, maxReceiveCount: 10 },
    });
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ prefix, expiration: kept, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    this.#files = this.bucket.arnForObjects(`${prefix}*`);
    this.#notify(queue, prefix);
    const environment = { IMPORT_BUCKET: this.bucket.bucketName, IMPORT_QUEUE_URL: queue.queueUrl };
    this.handler = context.handler(this, { entry, timeout, environment, tableActions });
    this.handler.addToRolePolicy(this.#may('s3:GetObject'));
    queue.grantSendMessages(this.handler);
    this.handler.addEventSource(new SqsEventSource(queue, { batchSize: 1 }));
  }

  /** May put files, and neither read nor remove them. */
  grantPut(handler: LambdaFunction): void {
    handler.addToRolePolicy(this.#may('s3:PutObject'));
  }

  /** What the tools of those who put files are given: to put files, and nothing else. */
  uploads(description: string): ManagedPolicy {
    return new ManagedPolicy(this, 'Uploads', { description, statements: [this.#may('s3:PutObject')] });
  }

  #may(action: string): PolicyStatement {
    return new PolicyStatement({ actions: [action], resources: [this.#files] });
  }

  /**
   * On the bucket itself: CDK's own way is a function that calls S3 after the deployment. The queue has to let S3 in
   * before, so it names the account, and not the bucket, which is not there yet.
   */
  #notify(queue: ContextQueue, prefix: string): void {
    const { account } = queue.stack;
    const allowed = queue.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
        },
      ],
    };
    if (allowed.policyDependable !== undefined) bucket.node.addDependency(allowed.policyDependable);
  }
}
