/** What an attempt is on: its ARN, and the policy that the thing itself has. */
import { account, arnOf, uuid } from '../assembly/identities.ts';
import { resolved } from '../assembly/intrinsics.ts';
import { type Assembly, every, type Found } from '../assembly/stacks.ts';

export interface Target {
  readonly arn: string;
  readonly tls: boolean;
  /** Of a queue or a bucket. */
  readonly policy?: unknown;
}

const types: { readonly [kind: string]: string } = {
  table: 'AWS::DynamoDB::GlobalTable',
  stream: 'AWS::DynamoDB::GlobalTable',
  queue: 'AWS::SQS::Queue',
  bucket: 'AWS::S3::Bucket',
  function: 'AWS::Lambda::Function',
  role: 'AWS::IAM::Role',
};

/** @param what in the words of `attempts.ts`, such as `queue Ordering/DeadLetters without TLS` */
export const targetOf = (assembly: Assembly, what: string): Target => {
  const [, kind = '', name = '', plain] = /^(\w+) ?(\S*)( without TLS)?$/.exec(what) ?? [];
  const tls = plain === undefined;
  const type = types[kind];
  if (type === undefined) return { arn: outsideTemplates(assembly, kind, name), tls };
  const [stack, id, ...path] = name.split('/');
  const found = every(assembly, type).find((resource) => resource.name === `${stack}/${id}`);
  if (found === undefined) throw new Error(`there is no ${what}`);
  const suffix = kind === 'stream' ? ['stream', '2026-01-01T00:00:00.000'] : path;
  return { arn: [arn(found), ...suffix].join('/'), tls, policy: policyOf(assembly, found) };
};

const arn = (found: Found): string => arnOf({ ...found, resource: found });

const outsideTemplates = (assembly: Assembly, kind: string, name: string): string => {
  const { environment, stacks } = assembly;
  const region = stacks.find(({ id }) => id === 'Streaming')?.region;
  const cluster = `tributary-${environment}/${uuid}`;
  const at = (service: string) => `arn:aws:${service}:${region}:${account}`;
  switch (kind) {
    case 'cluster':
      return `${at('kafka')}:cluster/${cluster}`;
    case 'topic':
      return `${at('kafka')}:topic/${cluster}/${name}`;
    case 'group':
      return `${at('kafka')}:group/${cluster}/${environment}.${name}`;
    case 'registry':
      return `${at('glue')}:registry/tributary-${environment}`;
    case 'secret':
      return `${at('secretsmanager')}:secret:${name.replace('/', '-')}`;
    case 'mapping':
      return arn(mappingOf(assembly, name));
    default:
      throw new Error(`an attempt is on ${kind}, which is not known`);
  }
};

/** The first Kafka mapping of a stack. */
const mappingOf = (assembly: Assembly, stack: string): Found => {
  const found = every(assembly, 'AWS::Lambda::EventSourceMapping').find(
    (mapping) => mapping.stack.id === stack && 'Topics' in mapping.Properties,
  );
  if (found === undefined) throw new Error(`${stack} has no mapping`);
  return found;
};

const policyOf = (assembly: Assembly, { stack, logicalId }: Found): unknown =>
  Object.values(stack.resources)
    .filter(({ Type }) => ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy'].includes(Type))
    .filter(({ Properties: { Queues, Bucket } }) =>
      JSON.stringify([Queues, Bucket]).includes(`"${logicalId}"`),
    )
    .map(({ Properties }) => resolved(assembly, stack, Properties.PolicyDocument))[0];
