/** What a resource would be called once it is deployed: its `Ref`, and its ARNs. */
import { type Resource, readable, type Stack } from './stacks.ts';

export const account = '111122223333';
/** A stream is called after its beginning. */
const began = 'stream/2026-01-01T00:00:00.000';
export const uuid = '00000000-0000-4000-8000-000000000000-1';

export interface Named {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly resource: Resource;
}

/** The property by which a resource has a name that we gave; others are called after their stack and place. */
const nameProperties: { readonly [type: string]: string } = {
  'AWS::MSK::Cluster': 'ClusterName',
  'AWS::MSK::Configuration': 'Name',
  'AWS::Glue::Registry': 'Name',
  'AWS::Glue::Schema': 'Name',
  'AWS::DynamoDB::GlobalTable': 'TableName',
};

const nameOf = ({ stack, logicalId, resource }: Named): string => {
  const given = resource.Properties[nameProperties[resource.Type] ?? ''];
  return typeof given === 'string' ? given : `${stack.stackName}-${readable(logicalId)}`;
};

/** By type: what stands after `arn:aws:`, with `R` for region and account. */
const arnForms: { readonly [type: string]: (name: string) => string } = {
  'AWS::DynamoDB::GlobalTable': (name) => `dynamodb:R:table/${name}`,
  'AWS::SQS::Queue': (name) => `sqs:R:${name}`,
  'AWS::SNS::Topic': (name) => `sns:R:${name}`,
  'AWS::S3::Bucket': (name) => `s3:::${name.toLowerCase()}`,
  'AWS::Lambda::Function': (name) => `lambda:R:function:${name}`,
  'AWS::Lambda::Version': (name) => `lambda:R:function:${name}:1`,
  'AWS::Lambda::Alias': (name) => `lambda:R:function:${name}:live`,
  'AWS::Lambda::EventSourceMapping': (name) => `lambda:R:event-source-mapping:${name}`,
  'AWS::Logs::LogGroup': (name) => `logs:R:log-group:${name}:*`,
  'AWS::KMS::Key': (name) => `kms:R:key/${name}`,
  'AWS::IAM::Role': (name) => `iam::${account}:role/${name}`,
  'AWS::IAM::ManagedPolicy': (name) => `iam::${account}:policy/${name}`,
  'AWS::MSK::Cluster': (name) => `kafka:R:cluster/${name}/${uuid}`,
  'AWS::MSK::Configuration': (name) => `kafka:R:configuration/${name}/${uuid}`,
  'AWS::MSK::Topic': (name) => `kafka:R:topic/${name}`,
  'AWS::Glue::Registry': (name) => `glue:R:registry/${name}`,
  'AWS::Glue::Schema': (name) => `glue:R:schema/${name}`,
  'AWS::Cognito::UserPool': (name) => `cognito-idp:R:userpool/${name}`,
  'AWS::Events::Rule': (name) => `events:R:rule/${name}`,
};

/** Types whose `Ref` is their ARN. */
const refersByArn = new Set([
  'AWS::SNS::Topic',
  'AWS::IAM::ManagedPolicy',
  'AWS::Lambda::Alias',
  'AWS::MSK::Topic',
]);

export const refOf = (named: Named): string => {
  const { stack, resource } = named;
  const name = nameOf(named);
  if (refersByArn.has(resource.Type)) return arnOf(named);
  if (resource.Type === 'AWS::S3::Bucket') return name.toLowerCase();
  if (resource.Type === 'AWS::SQS::Queue') return `https://sqs.${stack.region}.example/${account}/${name}`;
  return name;
};

export const arnOf = (named: Named): string => {
  const { stack, resource } = named;
  const form = arnForms[resource.Type];
  if (form === undefined) return `arn:unknown:${resource.Type}:${nameOf(named)}`;
  return `arn:aws:${form(nameOf(named)).replace(':R:', `:${stack.region}:${account}:`)}`;
};

/** The stream of a table of another region's that is here as a copy, which is asked for by the table's name. */
const streamOfCopy = ({ stack, resource }: Named): string => {
  const [, name] = /TableName\W+([\w-]+)/.exec(JSON.stringify(resource.Properties)) ?? [];
  return `arn:aws:dynamodb:${stack.region}:${account}:table/${name}/${began}`;
};

/** The cluster of the region that is copied from, which is asked for by its name. */
const clusterOfFirst = ({ resource }: Named): string => {
  const asked = JSON.stringify(resource.Properties);
  const [, region] = /region\W+([\w-]+)/.exec(asked) ?? [];
  const [, name] = /ClusterNameFilter\W+([\w-]+)/.exec(asked) ?? [];
  return `arn:aws:kafka:${region}:${account}:cluster/${name}/${uuid}`;
};

/** Attributes that are not an ARN are told apart by their names only. */
export const attributeOf = (named: Named, attribute: string): string => {
  if (attribute === 'Table.LatestStreamArn') return streamOfCopy(named);
  if (attribute === 'ClusterInfoList.0.ClusterArn') return clusterOfFirst(named);
  if (attribute === 'Arn' || attribute.endsWith('Arn')) {
    return attribute === 'StreamArn' ? `${arnOf(named)}/${began}` : arnOf(named);
  }
  return `${nameOf(named)}.${attribute}`;
};
