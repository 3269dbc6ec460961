/** Where pages go: a topic, encrypted with a key of its own, since CloudWatch may not use the one that SNS brings along. */
import { Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface PagerProps {
  /** Of the topic. */
  readonly name: string;
}

/** https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html */
const publishers = ['cloudwatch.amazonaws.com', 'costalerts.amazonaws.com'];

/** `-c pager=<address>`: who is paged, by mail or at an `https://` address. @default who subscribes by hand */
export class Pager extends Construct {
  readonly topic: Topic;
  /** For the composite alarms that page; no other alarm has an action. */
  readonly action: SnsAction;

  constructor(scope: Construct, id: string, { name }: PagerProps) {
    super(scope, id);
    const key = new Key(this, 'Key', { description: `Pages on ${name}`, enableKeyRotation: true });
    this.topic = new Topic(this, 'Topic', { topicName: name, masterKey: key, enforceSSL: true });
    this.action = new SnsAction(this.topic);
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const principals = publishers.map((service) => new ServicePrincipal(service));
    key.addToResourcePolicy(
      new PolicyStatement({
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions,
      }),
    );
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals,
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
    const paged: unknown = this.node.tryGetContext('pager');
    if (typeof paged !== 'string') return;
    this.topic.addSubscription(
      paged.startsWith('https://') ? new UrlSubscription(paged) : new EmailSubscription(paged),
    );
  }
}
