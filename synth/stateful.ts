/** What holds data, by the names that CloudFormation knows it by: another name is another resource, and an empty one. */
import type { Template } from '../local/assembly/templates.ts';

/** By stack and logical id, the type and whatever else makes the resource another when it changes. */
export type Stateful = { readonly [stack: string]: { readonly [logicalId: string]: string } };

/**
 * By type, the properties that CloudFormation replaces the resource for.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const identity: { readonly [type: string]: readonly string[] } = {
  'AWS::Backup::BackupVault': ['BackupVaultName', 'EncryptionKeyArn'],
  'AWS::Cognito::UserPool': [],
  'AWS::DynamoDB::GlobalTable': ['TableName', 'KeySchema'],
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema'],
  'AWS::Glue::Registry': ['Name'],
  'AWS::Glue::Schema': ['Name', 'DataFormat'],
  'AWS::Glue::SchemaVersion': [],
  'AWS::KMS::Key': ['KeySpec'],
  'AWS::KMS::ReplicaKey': [],
  'AWS::MSK::Cluster': ['ClusterName'],
  'AWS::MSK::Topic': ['TopicName', 'ReplicationFactor'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SecretsManager::Secret': ['Name'],
};

export const statefulIn = (templates: readonly Template[]): Stateful =>
  Object.fromEntries(
    templates.flatMap(({ id, resources }) => {
      const held = Object.entries(resources)
        .filter(([, { Type }]) => Object.hasOwn(identity, Type))
        .map(([logicalId, { Type, Properties }]) => [logicalId, described(Type, Properties)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return held.length === 0 ? [] : [[id, Object.fromEntries(held)]];
    }),
  );

const described = (type: string, properties: { readonly [name: string]: unknown } = {}): string =>
  [
    type,
    ...(identity[type] ?? [])
      .filter((name) => properties[name] !== undefined)
      .map((name) => `${name}=${JSON.stringify(properties[name])}`),
  ].join(' ');

/**
 * @param recorded what the last deployment has; @param now what the next one will have
 * @returns a sentence for each that would be lost, and for each that nobody recorded
 */
export const changesOf = (environment: string, recorded: Stateful, now: Stateful): readonly string[] =>
  [...new Set([...Object.keys(recorded), ...Object.keys(now)])].flatMap((stack) => {
    const [before = {}, after = {}] = [recorded[stack], now[stack]];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((id) => {
      const [was, is] = [before[id], after[id]];
      if (was === is) return [];
      const place = `${environment}: ${stack}, ${id}`;
      if (was === undefined) return [`${place} is new (${is}). ${record}`];
      if (is === undefined) return [`${place} (${was}) is gone. ${lost}`];
      return [`${place} was ${was} and is ${is}. ${lost}`];
    });
  });

/** The table of a version of a read model, which Kafka tells again. */
const isToldAgain = (logicalId: string): boolean => /V\d+Table[0-9A-F]{8}$/.test(logicalId);

/** @returns of `changesOf`, what a deployment must not do: something is gone, or another in its place */
export const lossesOf = (environment: string, recorded: Stateful, now: Stateful): readonly string[] => {
  const kept = Object.entries(recorded).map(([stack, held]) => [
    stack,
    Object.fromEntries(Object.entries(held).filter(([id]) => !isToldAgain(id))),
  ]);
  return changesOf(environment, Object.fromEntries(kept), now).filter((change) => change.endsWith(lost));
};

const record = 'Record it: npm run stateful';
const lost =
  'CloudFormation would make an empty one beside it, and delete or forget this one with its data. Give the construct its id and its names back; if data shall go, say so in an ADR, move what must stay, and record it: npm run stateful';
