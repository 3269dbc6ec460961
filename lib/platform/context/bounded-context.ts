/** What every context has of its own: a table with its relay, a dead-letter queue, and functions on them. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Contract } from '../../../schemas/contract.ts';
import type { Environment } from '../../environments.ts';
import type { FrontDoor } from '../../front-door.ts';
import type { Identity } from '../../identity.ts';
import { ContextAlarms } from '../alarms/context-alarms.ts';
import type { Paging } from '../alarms/paging.ts';
import { Handler, type HandlerProps } from '../handler.ts';
import { removalIn } from '../removal.ts';
import type { KafkaCluster } from '../streaming/kafka-cluster.ts';
import { grantSchemas } from '../streaming/schema-grants.ts';
import { schemaVersions } from '../streaming/schema-versions.ts';
import { Breaker } from './breaker.ts';
import { ContextQueue } from './context-queue.ts';
import { ContextTable } from './context-table.ts';
import { LargeLetters } from './large-letters.ts';
import { Relay } from './relay.ts';
import { keyAlias } from './replicas.ts';

export interface BoundedContextProps extends StackProps {
  readonly environment: Environment;
  readonly kafka: KafkaCluster;
  readonly identity: Identity;
  /** @default its API is found at an address of its own */
  readonly front?: FrontDoor | undefined;
  /** Who takes the functions' spans from their logs. @default they stay there */
  readonly spansTo?: LambdaFunction | undefined;
  /** @default nobody is paged */
  readonly paging?: Paging | undefined;
  /** The keys of tables that were copied to this region, by context. @default each context makes its own */
  readonly keys?: ReadonlyMap<string, IKey> | undefined;
}

export interface ContextHandlerProps extends Pick<HandlerProps, 'entry' | 'timeout' | 'environment'> {
  /** What it may do with the context's table. @default what commits need: GetItem and PutItem */
  readonly tableActions?: readonly `dynamodb:${string}`[] | undefined;
  /** Whether it reads what others wrote, and so may ask for their schemas. @default false */
  readonly decodes?: boolean;
}

export const commitActions = ['dynamodb:GetItem', 'dynamodb:PutItem'] as const;

/** A context is one deployment unit: its stack. */
export abstract class BoundedContext extends Stack {
  readonly target: Environment;
  readonly kafka: KafkaCluster;
  readonly identity: Identity;
  readonly front: FrontDoor | undefined;
  readonly spansTo: LambdaFunction | undefined;
  /** The context's name, such as `ordering`. */
  readonly context: string;
  readonly alarms: ContextAlarms;
  /** Of the context's tables. @default keys that AWS owns, where data is not guarded */
  readonly key: IKey | undefined;
  readonly table: ContextTable;
  readonly deadLetters: ContextQueue;
  #largeLetters: LargeLetters | undefined;
  /** None for a context that says nothing on Kafka. */
  readonly relay: Relay | undefined;
  #breaker: Breaker | undefined;
  readonly #schemaVersions: string | undefined;

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
    const { environment, kafka, identity, front, paging, spansTo, keys, ...stackProps } = props;
    super(scope, id, stackProps);
    this.target = environment;
    this.kafka = kafka;
    this.identity = identity;
    this.front = front;
    this.spansTo = spansTo;
    this.context = id.toLowerCase();
    this.alarms = new ContextAlarms(this, 'Alarms', { context: this, paging });
    this.key = keys?.get(this.context) ?? this.#ownKey();
    const { context, key } = this;
    const stream = publishes.length > 0 ? StreamViewType.NEW_IMAGE : undefined;
    const name = `tributary-${environment.name}-${context}`;
    const table = new ContextTable(this, 'Table', { target: environment, key, name, stream });
    this.table = table;
    this.deadLetters = new ContextQueue(this, 'DeadLetters');
    const writes = [...publishes, ...sends];
    this.#schemaVersions = schemaVersions(this, environment, writes);
    const relayed = { context, target: environment, table: table.table, kafka, writes, spansTo };
    this.relay = stream && new Relay(this, 'Relay', relayed);
    this.alarms.watch();
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
    { entry, timeout, environment, tableActions, decodes }: ContextHandlerProps,
  ): LambdaFunction {
    const handler = new Handler(scope, 'Handler', {
      target: this.target,
      spansTo: this.spansTo,
      entry,
      timeout,
      environment: {
        TABLE_NAME: this.table.tableName,
        DEAD_LETTER_QUEUE_URL: this.deadLetters.queueUrl,
        SCHEMA_REGISTRY: this.target.schemaRegistry,
        ...(this.#schemaVersions !== undefined && { SCHEMA_VERSIONS: this.#schemaVersions }),
        ...environment,
      },
    });
    this.table.allow(handler, tableActions ?? commitActions);
    if (decodes) grantSchemas(this, this.target, handler);
    this.alarms.watchFunction(scope, handler);
    return handler;
  }

  #ownKey(): IKey | undefined {
    if (this.target.data !== 'guarded') return undefined;
    return new Key(this, 'Key', {
      alias: keyAlias(this.target, this.context),
      description: `Of the tables of ${this.context}`,
      enableKeyRotation: true,
      removalPolicy: removalIn(this.target),
    });
  }
}
