/** A queue of a context: encrypted, for TLS only, and patient. */
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** @default visibilityTimeout 30 seconds, as for a queue that no function empties */
export type ContextQueueProps = Pick<QueueProps, 'visibilityTimeout' | 'deadLetterQueue'>;

export class ContextQueue extends Queue {
  constructor(scope: Construct, id: string, props: ContextQueueProps = {}) {
    super(scope, id, {
      ...props,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // As long as SQS keeps anything.
      retentionPeriod: Duration.days(14),
    });
  }
}
