/** A Kafka cluster as functions see it: where it is, and what they may do on it. */
import { Fn, Token } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';

export interface KafkaClusterProps {
  readonly arn: string;
  /** Comma-separated `host:port`. */
  readonly brokers: string;
  /** `iam` over TLS, or `none` on a laptop. */
  readonly auth: 'iam' | 'none';
  /** @default the brokers are reachable from everywhere */
  readonly network?: { readonly vpc: IVpc; readonly clients: ISecurityGroup };
}

/** https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html */
export class KafkaCluster {
  readonly arn: string;
  readonly brokers: string;
  readonly auth: 'iam' | 'none';
  readonly network: KafkaClusterProps['network'];

  constructor({ arn, brokers, auth, network }: KafkaClusterProps) {
    this.arn = arn;
    this.brokers = brokers;
    this.auth = auth;
    this.network = network;
  }

  /** May send to these topics, with an idempotent producer, and to no others. */
  grantProduce(grantee: IGrantable, topics: readonly string[]): void {
    this.#grant(grantee, ['Connect', 'WriteDataIdempotently'], [this.arn]);
    this.#grant(grantee, ['DescribeTopic', 'WriteData'], arnsIn(this.arn, 'topic', topics));
  }

  /** May read this topic in this consumer group, and nothing else. */
  grantConsume(grantee: IGrantable, topic: string, consumerGroup: string): void {
    this.#grant(grantee, ['Connect'], [this.arn]);
    this.#grant(grantee, ['DescribeTopic', 'ReadData'], arnsIn(this.arn, 'topic', [topic]));
    this.#grant(grantee, ['AlterGroup', 'DescribeGroup'], arnsIn(this.arn, 'group', [consumerGroup]));
  }

  #grant(grantee: IGrantable, actions: readonly string[], resources: string[]): void {
    const names = actions.map((action) => `kafka-cluster:${action}`);
    grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: names, resources }));
  }
}

/** `…:cluster/<name>/<uuid>` becomes `…:topic/<name>/<uuid>/<topic>`. */
export const arnsIn = (cluster: string, kind: 'topic' | 'group', names: readonly string[]): string[] => {
  const base = Token.isUnresolved(cluster)
    ? Fn.join(`:${kind}/`, Fn.split(':cluster/', cluster))
    : cluster.replace(':cluster/', `:${kind}/`);
  return names.map((name) => `${base}/${name}`);
};
