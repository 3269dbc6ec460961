/** Services that a laptop has programs for. */

import { lambda, statement, variables } from './places.ts';
import type { Allowed } from './row.ts';

const kafka = 'MSK is a Kafka broker on a laptop: no network, no TLS, no IAM';
const registry =
  'the Glue Schema Registry is one with the API of Confluent on a laptop, which is asked for ids instead of handing them over';
const gateway = 'the payment gateway is a program on a laptop, with a secret that everybody knows';
const carrier = 'the carrier is a script on a laptop, with a secret that everybody knows';
const mail = 'letters are from the domain of the environment';

export const serviceRows: readonly Allowed[] = [
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
    path: statement,
    value:
      /^\{"Action":"glue:GetSchemaVersion","Effect":"Allow","Resource":\[[^*]*:registry\/tributary-<environment>"[^*]*:schema\/tributary-<environment>\/\*"\]\]\}\]\}$/,
  },
  { since: gateway, type: lambda, path: variables('GATEWAY_URL|GATEWAY_SECRET|BREAKER_PROBES') },
  { since: carrier, type: lambda, path: variables('CARRIER_SECRET') },
  {
    since: `${gateway}; ${carrier}`,
    type: 'AWS::SecretsManager::Secret',
    path: /^$/,
    value:
      /^\{"Type":"AWS::SecretsManager::Secret","Properties":\{"GenerateSecretString":\{\},"Name":"tributary-<environment>-\w+-\w+"\}/,
  },
  {
    since: mail,
    type: 'AWS::IAM::Policy',
    path: statement,
    value:
      /^\{"Action":"ses:SendEmail","Condition":\{"StringEquals":\{"ses:FromAddress":"orders@[a-z.]*tributary\.example"\}\},/,
  },
  { since: mail, type: lambda, path: variables('MAIL_FROM') },
  { since: mail, type: 'AWS::SES::EmailIdentity', path: /^Properties\.EmailIdentity$/ },
];
