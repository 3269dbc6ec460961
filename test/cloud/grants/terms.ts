/** The words in which a function's rights are declared, each with the exact pairs of action and resource that it means. */
import { account, arnOf, uuid } from '../assembly/identities.ts';
import { type Assembly, everyIn, type Stack } from '../assembly/stacks.ts';

export interface Place {
  readonly assembly: Assembly;
  readonly stack: Stack;
}

/** Pairs as `<action> <resource>`. */
export type Term = (place: Place) => readonly string[];

export const named = (place: Place, name: string): string => `${place.stack.stackName}-${name}`;

export const at = ({ stack: { region } }: Place, service: string): string =>
  `arn:aws:${service}:${region}:${account}:`;

const cluster = ({ assembly: { environment } }: Place): string => `tributary-${environment}/${uuid}`;

export const each = (
  service: string,
  actions: readonly string[],
  resources: readonly string[],
): readonly string[] =>
  resources.flatMap((resource) => actions.map((action) => `${service}:${action} ${resource}`));

/** One of AWS's own policies. */
export const managed =
  (policy: string): Term =>
  () => [`managed ${policy}`];

export const logs = managed('AWSLambdaBasicExecutionRole');

/** Into X-Ray, which has no resources of them. */
export const spans: Term = () => ['xray:PutTraceSegments *'];

/** Of a network into its log group. */
export const flowLogs: Term = (place) =>
  each(
    'logs',
    ['CreateLogStream', 'DescribeLogStreams', 'PutLogEvents'],
    [`${at(place, 'logs')}log-group:${named(place, 'FlowLogs')}:*`],
  );

/** The context's own, which has the name that its stack has. */
const ownTable = (place: Place): string => `${at(place, 'dynamodb')}table/${place.stack.stackName}`;

export const table =
  (...actions: readonly string[]): Term =>
  (place) =>
    each('dynamodb', actions, [ownTable(place)]);

/** A table with its indexes. */
export const indexed =
  (name: string, ...actions: readonly string[]): Term =>
  (place) => {
    const arn = `${at(place, 'dynamodb')}table/${named(place, name)}`;
    return each('dynamodb', actions, [arn, `${arn}/index/*`]);
  };

export const stream: Term = (place) =>
  each(
    'dynamodb',
    ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'],
    [`${ownTable(place)}/stream/2026-01-01T00:00:00.000`],
  );

export const schemas: Term = (place) => {
  const registry = `tributary-${place.assembly.environment}`;
  const glue = at(place, 'glue');
  return each('glue', ['GetSchemaVersion'], [`${glue}registry/${registry}`, `${glue}schema/${registry}/*`]);
};

export const sends =
  (queue: string): Term =>
  (place) =>
    each(
      'sqs',
      ['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'],
      [`${at(place, 'sqs')}${named(place, queue)}`],
    );

export const receives =
  (queue: string): Term =>
  (place) =>
    each(
      'sqs',
      ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'],
      [`${at(place, 'sqs')}${named(place, queue)}`],
    );

/** @param files such as `LargeLettersBucket/letters/*` */
export const files =
  (path: string, ...actions: readonly string[]): Term =>
  (place) => {
    const [bucket = '', ...rest] = path.split('/');
    return each('s3', actions, [
      ['arn:aws:s3:::', named(place, bucket).toLowerCase(), ...rest.map((part) => `/${part}`)].join(''),
    ]);
  };

export const onCluster =
  (...actions: readonly string[]): Term =>
  (place) =>
    actions.map((action) => `${action} ${at(place, 'kafka')}cluster/${cluster(place)}`);

/** @param kind of Kafka's own resources, `topic` or `group` */
export const onKafka =
  (kind: 'topic' | 'group', names: readonly string[], ...actions: readonly string[]): Term =>
  (place) =>
    each(
      'kafka-cluster',
      actions,
      names.map((name) => `${at(place, 'kafka')}${kind}/${cluster(place)}/${name}`),
    );

/** Every Kafka mapping of its own stack, and no other. */
export const mappings =
  (...actions: readonly string[]): Term =>
  ({ stack }) =>
    each(
      'lambda',
      actions,
      everyIn(stack, 'AWS::Lambda::EventSourceMapping')
        .filter(({ Properties }) => 'Topics' in Properties)
        .map((mapping) => arnOf({ stack, logicalId: mapping.logicalId, resource: mapping })),
    );

/** Only on a condition. */
export const letters =
  (identity: string): Term =>
  (place) => [
    `ses:SendEmail ${at(place, 'ses')}identity/${named(place, identity)} ${JSON.stringify({
      StringEquals: {
        'ses:FromAddress': `orders@${place.assembly.environment === 'prod' ? '' : `${place.assembly.environment}.`}tributary.example`,
      },
    })}`,
  ];
