/** The schemas that the templates declare, each with its versions in their order. */
import * as z from 'zod';
import { type Resource, resourcesOf, type Template } from './templates.ts';

export interface DeclaredSchema {
  readonly subject: string;
  /** Avro schemas as JSON text, the oldest first. */
  readonly versions: readonly string[];
}

const schema = z.object({ Name: z.string(), SchemaDefinition: z.string() });
const version = z.object({
  SchemaDefinition: z.string(),
  Schema: z.object({ SchemaArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }) }),
});

/** Later versions stand in the template in the order in which they depend on each other. */
export const schemasOf = (templates: readonly Template[]): readonly DeclaredSchema[] =>
  templates.flatMap((template) => {
    const later = resourcesOf(template, 'AWS::Glue::SchemaVersion').map(laterVersion);
    return resourcesOf(template, 'AWS::Glue::Schema').map(({ logicalId, Properties }) => {
      const { Name, SchemaDefinition } = schema.parse(Properties);
      const mine = later.filter(({ of }) => of === logicalId).map(({ definition }) => definition);
      return { subject: Name, versions: [SchemaDefinition, ...mine] };
    });
  });

const laterVersion = ({ Properties }: Resource): { readonly of: string; readonly definition: string } => {
  const { Schema, SchemaDefinition } = version.parse(Properties);
  return { of: Schema.SchemaArn['Fn::GetAtt'][0], definition: SchemaDefinition };
};
