/** A Glue schema registry, with every version of every schema. */
import { CfnRegistry, CfnSchema, CfnSchemaVersion } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { subjectOf } from '../../schemas/contract.ts';
import type { SchemaFile, TopicSource } from '../../schemas/source.ts';

export interface SchemaRegistryProps {
  readonly name: string;
}

export class SchemaRegistry extends Construct {
  readonly #registry: CfnRegistry;

  constructor(scope: Construct, id: string, { name }: SchemaRegistryProps) {
    super(scope, id);
    this.#registry = new CfnRegistry(this, 'Resource', { name });
  }

  /** The first version makes the schema; each later one is registered on top of the one before it. */
  add({ topic, schemas }: TopicSource): void {
    const byType = Object.groupBy(schemas, ({ type }) => type);
    for (const [type, versions = []] of Object.entries(byType)) this.#addVersions(topic, type, versions);
  }

  #addVersions(topic: string, type: string, [first, ...later]: readonly SchemaFile[]): void {
    if (first === undefined) return;
    const schema = new CfnSchema(this, `${topic}.${type}`, {
      name: subjectOf(topic, `${first.schema.namespace}.${type}`),
      registry: { arn: this.#registry.attrArn },
      dataFormat: 'AVRO',
      compatibility: 'FULL_ALL',
      schemaDefinition: JSON.stringify(first.schema),
    });
    let before: CfnSchema | CfnSchemaVersion = schema;
    for (const { version, schema: definition } of later) {
      const next: CfnSchemaVersion = new CfnSchemaVersion(this, `${topic}.${type}.v${version}`, {
        schema: { schemaArn: schema.attrArn },
        schemaDefinition: JSON.stringify(definition),
      });
      next.addDependency(before);
      before = next;
    }
  }
}
