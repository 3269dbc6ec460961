/** What every context has of its own: a table with its relay, a dead-letter queue, and functions on them. */
import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Contract } from '../../schemas/contract.ts';
import type { Environment } from '../environments.ts';
import type { Identity } from '../identity.ts';
import { Breaker } from './breaker.ts';
import { Handler, type HandlerProps } from './handler.ts';
import type { KafkaCluster } from './kafka-cluster.ts';
import { LargeLetters } from './large-letters.ts';
import { Relay } from './relay.ts';

export interface BoundedContextProps extends StackProps {
  readonly environment: Environment;
  readonly kafka: KafkaCluster;
  readonly identity: Identity;
}

export interface ContextHandlerProps extends Pick<HandlerProps, 'entry' | 'timeout' | 'environment'> {
  /** What it may do with the context's table. @default what commits need: GetItem and PutItem */
  readonly tableActions?: readonly `dynamodb:${string}`[] | undefined;
}

export const commitActions = ['dynamodb:GetItem', 'dynamodb:PutItem'] as const;

/** A context is one deployment unit: its stack. */
export abstract class BoundedContext extends Stack {
  readonly target: Environment;
  readonly kafka: KafkaCluster;
  readonly identity: Identity;
  /** The context's name, such as `ordering`. */
  readonly context: string;
  readonly table: TableV2;
  readonly deadLetters: Queue;
  #largeLetters: LargeLetters | undefined;
  /** None for a context that says nothing on Kafka. */
  readonly relay: Relay | undefined;
  #breaker: Breaker | undefined;

  /**
   * @param publishes the contracts of the topics of its own: events that it alone writes, commands that it takes
   * @param sends the contracts of other contexts' commands that it sends
   */
  constructor(
    scope: Construct,
    id: string,
    props: BoundedContextProps,
    publishes: readonly Contract[],
    sends: readonly Contract[] = [],
  ) {
    const { environment, kafka, identity, ...stackProps } = props;
    super(scope, id, stackProps);
    this.target = environment;
    this.kafka = kafka;
    this.identity = identity;
    this.context = id.toLowerCase();
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      ...(publishes.length > 0 && { dynamoStream: StreamViewType.NEW_IMAGE }),
      // Seconds since 1970, on what is kept for a while only; heads and commit records have none.
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: environment.cloud },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    const { context, table } = this;
    const writes = [...publishes, ...sends];
    this.relay =
      publishes.length > 0 ? new Relay(this, 'Relay', { context, table, kafka, writes }) : undefined;
  }

  /** Where parked records go that a queue does not take; only who consumes has any. */
  get largeLetters(): LargeLetters {
    this.#largeLetters ??= new LargeLetters(this, 'LargeLetters');
    return this.#largeLetters;
  }

  /** Made with the first consumer. */
  get breaker(): Breaker {
    this.#breaker ??= new Breaker(this, 'Breaker', { context: this });
    return this.#breaker;
  }

  /** A function on this context's table. */
  handler(
    scope: Construct,
    { entry, timeout, environment, tableActions }: ContextHandlerProps,
  ): LambdaFunction {
    const handler = new Handler(scope, 'Handler', {
      entry,
      timeout,
      environment: {
        TABLE_NAME: this.table.tableName,
        DEAD_LETTER_QUEUE_URL: this.deadLetters.queueUrl,
        SCHEMA_REGISTRY: this.target.schemaRegistry,
        ...environment,
      },
    });
    this.table.grant(handler, ...(tableActions ?? commitActions));
    this.#grantSchemas(handler);
    return handler;
  }

  /** https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs.html */
  #grantSchemas(handler: LambdaFunction): void {
    const [, name] = /^glue:(.+)$/.exec(this.target.schemaRegistry) ?? [];
    if (name === undefined) return;
    const [registry, schemas] = [
      this.formatArn({ service: 'glue', resource: 'registry', resourceName: name }),
      this.formatArn({ service: 'glue', resource: 'schema', resourceName: `${name}/*` }),
    ];
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['glue:GetSchemaByDefinition', 'glue:GetSchemaVersion'],
        resources: [registry, schemas],
      }),
    );
  }
}
