/** A read model in versions: each has a table and a consumer of its own, so that a new one is built beside the old. */
import type { GlobalSecondaryIndexPropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Contract } from '../../../schemas/contract.ts';
import type { BoundedContext } from './bounded-context.ts';
import { ContextTable } from './context-table.ts';
import { EventConsumer } from './event-consumer.ts';

export interface ProjectionVersion {
  /** From 1; a number is used once, since its consumer groups remember where they were. */
  readonly version: number;
  /** Its handler, relative to the root. */
  readonly entry: string;
}

export interface ProjectionProps {
  readonly context: BoundedContext;
  /** The projection's name within its context; part of its consumer groups' names. */
  readonly name: string;
  /** Every version that is built or still readable. */
  readonly versions: readonly ProjectionVersion[];
  readonly topics: readonly Contract[];
  /** @default none */
  readonly indexes?: GlobalSecondaryIndexPropsV2[];
}

/** What a consumer does in the context's own table: positions of each partition, and the pointer to the live version. */
const rebuildActions = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:Query',
] as const;

export class Projection extends Construct {
  /** For `environment` of every function that reads the projection. */
  readonly environment: { readonly PROJECTION_VERSIONS: string };
  readonly #tables: readonly ContextTable[];

  constructor(scope: Construct, id: string, { context, name, versions, topics, indexes }: ProjectionProps) {
    super(scope, id);
    const built = versions.map(({ version, entry }) => {
      // Everything in it can be told again by Kafka, so that it may go where its version goes.
      const table = new ContextTable(this, `V${version}Table`, {
        target: { ...context.target, data: 'disposable' },
        key: context.key,
        indexes,
      });
      return { version, entry, table };
    });
    this.#tables = built.map(({ table }) => table);
    const deployed = built.map(({ version, table }) => ({ version, table: table.tableName }));
    this.environment = { PROJECTION_VERSIONS: context.toJsonString(deployed) };
    for (const { version, entry, table } of built) {
      const { handler } = new EventConsumer(this, `V${version}`, {
        context,
        name: `${name}-v${version}`,
        // Where the first region's groups are was copied, and its rows were not: here they are built from the beginning.
        ...(context.target.lostRegion && { group: `${name}-v${version}-${context.target.region}` }),
        entry,
        topics,
        environment: this.environment,
        tableActions: rebuildActions,
      });
      table.allow(handler, ['dynamodb:PutItem', 'dynamodb:UpdateItem']);
    }
  }

  /** May read the rows of every version, and ask which is live and how far the others are. */
  grantRead(handler: LambdaFunction): void {
    for (const table of this.#tables) table.allow(handler, ['dynamodb:GetItem', 'dynamodb:Query']);
  }
}
