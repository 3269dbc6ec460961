/** A Glue schema registry, with every version of every schema. */
import { CfnRegistry, CfnSchema, CfnSchemaVersion } from 'aws-cdk-lib/aws-glue';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { subjectOf } from '../../../schemas/contract.ts';
import type { SchemaFile, TopicSource } from '../../../schemas/source.ts';
import type { Environment } from '../../environments.ts';
import { removalIn } from '../removal.ts';
import { versionParameter } from './schema-versions.ts';

export interface SchemaRegistryProps {
  readonly environment: Environment;
}

export class SchemaRegistry extends Construct {
  readonly #registry: CfnRegistry;
  readonly #environment: Environment;

  constructor(scope: Construct, id: string, { environment }: SchemaRegistryProps) {
    super(scope, id);
    this.#environment = environment;
    this.#registry = new CfnRegistry(this, 'Resource', { name: `tributary-${environment.name}` });
    this.#keep(this.#registry);
  }

  /** The first version makes the schema; each later one is registered on top of the one before it. */
  add({ topic, schemas }: TopicSource): void {
    const byType = Object.groupBy(schemas, ({ type }) => type);
    for (const [type, versions = []] of Object.entries(byType)) this.#addVersions(topic, type, versions);
  }

  #addVersions(topic: string, type: string, [first, ...later]: readonly SchemaFile[]): void {
    if (first === undefined) return;
    const subject = subjectOf(topic, `${first.schema.namespace}.${type}`);
    const schema = new CfnSchema(this, `${topic}.${type}`, {
      name: subject,
      registry: { arn: this.#registry.attrArn },
      dataFormat: 'AVRO',
      compatibility: 'FULL_ALL',
      schemaDefinition: JSON.stringify(first.schema),
    });
    this.#keep(schema);
    this.#tell(subject, first, schema.attrInitialSchemaVersionId);
    let before: CfnSchema | CfnSchemaVersion = schema;
    for (const file of later) {
      const next: CfnSchemaVersion = new CfnSchemaVersion(this, `${topic}.${type}.v${file.version}`, {
        schema: { schemaArn: schema.attrArn },
        schemaDefinition: JSON.stringify(file.schema),
      });
      next.addDependency(before);
      this.#keep(next);
      this.#tell(subject, file, next.attrVersionId);
      before = next;
    }
  }

  /** Records name the version that they were written with; without it, nobody can read them. */
  #keep(resource: CfnRegistry | CfnSchema | CfnSchemaVersion): void {
    resource.applyRemovalPolicy(removalIn(this.#environment));
  }

  /**
   * The stacks of producers take the id from a parameter: an export could neither change nor go while they use it, and
   * so would hold a new version up.
   */
  #tell(subject: string, { type, version }: SchemaFile, stringValue: string): void {
    if (!this.#environment.cloud) return;
    new StringParameter(this, `${subject}.${version}`, {
      parameterName: versionParameter(this.#environment, subject, version),
      description: `The id of version ${version} of ${type}`,
      stringValue,
    });
  }
}
