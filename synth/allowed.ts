/** In what a context's stack in the cloud may differ from the same stack on a laptop, and why. */
import type { Difference } from './difference.ts';

export interface Allowed {
  /** The rows of the table in DESIGN 3.8, or the data of lib/environments.ts, that make it so. */
  readonly since: string;
  readonly type: string;
  readonly path: RegExp;
  /** What each side is there, as JSON, where it is anything. @default anything */
  readonly value?: RegExp;
}

const kafka = 'MSK is a Kafka broker on a laptop: no network, no TLS, no IAM';
const registry =
  'the Glue Schema Registry is one with the API of Confluent on a laptop, which is asked for ids instead of handing them over';
const gateway = 'the payment gateway is a program on a laptop, with a secret that everybody knows';
const carrier = 'the carrier is a script on a laptop, with a secret that everybody knows';
const mail = 'letters are from the domain of the environment';
const lambda = 'AWS::Lambda::Function';
const variables = (names: string): RegExp =>
  new RegExp(`^Properties\\.Environment\\.Variables\\.(${names})$`);

export const allowed: readonly Allowed[] = [
  { since: kafka, type: lambda, path: variables('KAFKA_BROKERS|KAFKA_AUTH') },
  { since: kafka, type: lambda, path: /^Properties\.VpcConfig$/ },
  {
    since: kafka,
    type: 'AWS::IAM::Role',
    path: /^Properties\.ManagedPolicyArns\[\]$/,
    value: /:iam::aws:policy\/service-role\/AWSLambdaVPCAccessExecutionRole"/,
  },
  { since: registry, type: lambda, path: variables('SCHEMA_REGISTRY|SCHEMA_VERSIONS') },
  {
    since: registry,
    type: 'AWS::IAM::Policy',
    path: /^Properties\.PolicyDocument\.Statement\[\]$/,
    value:
      /^\{"Action":"glue:GetSchemaVersion","Effect":"Allow","Resource":\[[^*]*:registry\/tributary-<environment>"[^*]*:schema\/tributary-<environment>\/\*"\]\]\}\]\}$/,
  },
  {
    since: 'each batch that a laptop handles at once is a warm function, 75 MB of memory',
    type: 'AWS::Lambda::EventSourceMapping',
    path: /^Properties\.ProvisionedPollerConfig\.MaximumPollers$/,
  },
  {
    since:
      'a table can be had back as it was at any second, and is copied every day, where its data is worth anything',
    type: 'AWS::DynamoDB::GlobalTable',
    path: /^Properties\.Replicas\[\]$/,
    value:
      /^\{"PointInTimeRecoverySpecification":\{"PointInTimeRecoveryEnabled":(true|false)\},"Region":"<region>"(,"Tags":\[\{"Key":"tributary:backup","Value":"prod"\}\])?\}$/,
  },
  {
    since: 'scripts on a laptop sign in with a password, which elsewhere never leaves the device of its user',
    type: 'AWS::Cognito::UserPoolClient',
    path: /^Properties\.ExplicitAuthFlows\[\]$/,
    value: /^"ALLOW_(ADMIN_USER_PASSWORD|USER_SRP)_AUTH"$/,
  },
  { since: gateway, type: lambda, path: variables('GATEWAY_URL|GATEWAY_SECRET|BREAKER_PROBES') },
  { since: carrier, type: lambda, path: variables('CARRIER_SECRET') },
  {
    since: `${gateway}; ${carrier}`,
    type: 'AWS::SecretsManager::Secret',
    path: /^$/,
    value: /^\{"Type":"AWS::SecretsManager::Secret","Properties":\{"GenerateSecretString":\{\}\}/,
  },
  {
    since: mail,
    type: 'AWS::IAM::Policy',
    path: /^Properties\.PolicyDocument\.Statement\[\]$/,
    value:
      /^\{"Action":"ses:SendEmail","Condition":\{"StringEquals":\{"ses:FromAddress":"orders@[a-z.]*tributary\.example"\}\},/,
  },
  { since: mail, type: lambda, path: variables('MAIL_FROM') },
  { since: mail, type: 'AWS::SES::EmailIdentity', path: /^Properties\.EmailIdentity$/ },
];

/** @returns what allows it, or undefined */
export const allowing = ({ type, path, first, second }: Difference): Allowed | undefined =>
  allowed.find(
    (each) =>
      each.type === type &&
      each.path.test(path) &&
      [first, second].every((side) => side === undefined || (each.value ?? /./).test(JSON.stringify(side))),
  );

/** Stacks of contexts, and of who may call them; the others are what a laptop has programs for. */
export const isContextStack = ({ stack }: Difference): boolean => !['Network', 'Streaming'].includes(stack);
