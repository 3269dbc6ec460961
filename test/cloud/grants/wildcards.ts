/** Every star in a policy that allows something, and why nothing narrower would do. */
import type { Assembly } from '../assembly/stacks.ts';
import { pairsOf, principalsOf } from './principals.ts';

interface Reasoned {
  /** Of the pair, whole; there is no star among the actions. */
  readonly pair: RegExp;
  readonly reason: string;
}

const reasonedWildcards: readonly Reasoned[] = [
  {
    pair: /^glue:GetSchemaVersion arn:aws:glue:[\w-]+:\d+:schema\/tributary-\w+\/\*$/,
    reason:
      'A reader asks for the writer’s schema by its id, of any topic; the registry is the environment’s own.',
  },
  {
    pair: /^dynamodb:(GetItem|Query|PutItem|UpdateItem) arn:aws:dynamodb:[^*]+:table\/tributary-[\w-]+\/index\/\*$/,
    reason: 'The indexes of one table of the context’s own.',
  },
  {
    pair: /^s3:PutObject arn:aws:s3:::tributary-[\w-]+-largelettersbucket\/letters\/\*$/,
    reason: 'A file for each large letter, in the context’s own bucket; put only.',
  },
  {
    pair: /^s3:PutObject arn:aws:s3:::tributary-[\w-]+-relayarchivebucket\/\*$/,
    reason:
      'Lambda chooses the names of what it archives; the bucket is the relay’s own, and it may put only.',
  },
  {
    pair: /^s3:(Put|Get)Object arn:aws:s3:::tributary-\w+-crm-importerbucket\/imports\/\*$/,
    reason:
      'A file for each import: the API signs its upload, the importer reads it; nothing else in the bucket.',
  },
  {
    pair: /^logs:(CreateLogStream|DescribeLogStreams|PutLogEvents) arn:aws:logs:[\w-]+:\d+:log-group:[\w-]+-network-FlowLogs:\*$/,
    reason: 'A flow log’s streams have names that EC2 chooses; the group is for nothing else.',
  },
  {
    pair: /^xray:PutTraceSegments \*$/,
    reason: 'X-Ray has no resources of spans; the forwarder may put some, and read none.',
  },
  {
    pair: /^kafka:ListClustersV2 \*$/,
    reason: 'The first region’s cluster is looked for by its name; nobody lists one cluster.',
  },
  {
    pair: /^kafka-cluster:\w+ arn:aws:kafka:[^*]+:topic\/tributary-\w+\/[\w-]+\/(mskr-offset-syncs\.\*|\*\.checkpoints\.internal)$/,
    reason: 'The replicator’s own topics, on either cluster, whose names MSK chooses.',
  },
  {
    pair: /^kafka-cluster:(Describe|Alter)Group arn:aws:kafka:[^*]+:group\/tributary-(\w+)\/[\w-]+\/\2\.\*$/,
    reason: 'The replicator copies where each group of the environment is, and those that come.',
  },
  {
    pair: /^managed AWSLambdaBasicExecutionRole$/,
    reason: 'Log streams have names that Lambda chooses; it allows to write logs and nothing else.',
  },
  {
    pair: /^managed AWSCodeDeployRoleForLambdaLimited$/,
    reason:
      'CodeDeploy moves aliases and reads alarms; it invokes hooks of a name of its own only, and there are none.',
  },
  {
    pair: /^managed AWSBackupServiceRolePolicyForBackup$/,
    reason: 'AWS Backup assumes it, for tables with its tag; it makes backups, and reads no item.',
  },
  {
    pair: /^managed AWSLambdaVPCAccessExecutionRole$/,
    reason: 'EC2 has no resources for network interfaces that do not exist yet; only relays have it.',
  },
  {
    pair: /^managed AWSLambdaMSKExecutionRole$/,
    reason:
      'The same for the mapping’s interfaces, and the cluster’s addresses; no right on any topic or group.',
  },
];

const starredIn = (assembly: Assembly): readonly { readonly name: string; readonly pair: string }[] =>
  principalsOf(assembly).flatMap((principal) =>
    pairsOf(principal)
      .filter((pair) => (pair.includes('*') && !pair.startsWith('deny ')) || pair.startsWith('managed '))
      .map((pair) => ({ name: principal.name, pair })),
  );

/** @returns a sentence for each star without a reason */
export const unreasonedWildcards = (assembly: Assembly): readonly string[] =>
  starredIn(assembly)
    .filter(({ pair }) => !reasonedWildcards.some((each) => each.pair.test(pair)))
    .map(({ name, pair }) => `${name} may ${pair}, and no reason is given`);

/** @returns a sentence for each reason for which no environment has a star */
export const needlessReasons = (assemblies: readonly Assembly[]): readonly string[] => {
  const starred = assemblies.flatMap(starredIn);
  return reasonedWildcards
    .filter((each) => !starred.some(({ pair }) => each.pair.test(pair)))
    .map((each) => `nobody needs ${each.pair.source} any more`);
};
