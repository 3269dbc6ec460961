/** In what a context's stack in the cloud may differ from the same stack on a laptop, and why. */
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
const kept = 'data and logs are disposable on a laptop, and guarded in prod';
const key = 'tables in prod are encrypted with a key of their context';
const edge =
  'prod is behind CloudFront with a web ACL, and so is its user pool; a laptop has a front door of its own';
const release =
  'functions in the cloud are released step by step, behind an alias that whoever invokes them invokes; a laptop has one version';
const alarms =
  'AWS says of itself what alarms listen to, and there is somebody to page; an emulator says nothing';
const lambda = 'AWS::Lambda::Function';
const statement = /^Properties\.PolicyDocument\.Statement\[\]$/;
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
    path: statement,
    value:
      /^\{"Action":"glue:GetSchemaVersion","Effect":"Allow","Resource":\[[^*]*:registry\/tributary-<environment>"[^*]*:schema\/tributary-<environment>\/\*"\]\]\}\]\}$/,
  },
  { since: release, type: 'AWS::Lambda::Version', path: /^$/ },
  { since: release, type: 'AWS::Lambda::Alias', path: /^$/, value: /"Name":"live"/ },
  { since: release, type: 'AWS::CodeDeploy::Application', path: /^$/, value: /"ComputePlatform":"Lambda"/ },
  {
    since: release,
    type: 'AWS::CodeDeploy::DeploymentGroup',
    path: /^$/,
    value: /"AutoRollbackConfiguration":\{"Enabled":true,/,
  },
  {
    since: release,
    type: 'AWS::IAM::Role',
    path: /^$/,
    value:
      /"codedeploy\.amazonaws\.com".*"ManagedPolicyArns":\[[^\]]*AWSCodeDeployRoleForLambdaLimited"\]\]\}\]\}/,
  },
  {
    since: release,
    type: 'AWS::ApiGatewayV2::Integration',
    path: /^Properties\.IntegrationUri$/,
    value: /^\{"(Fn::GetAtt":\["\w+Handler\w{8}","Arn"\]|Ref":"\w+CanaryLive\w{8}")\}$/,
  },
  {
    since: release,
    type: 'AWS::Lambda::Permission',
    path: /^Properties\.FunctionName$/,
    value: /^\{"(Fn::GetAtt":\["\w+Handler\w{8}","Arn"\]|Ref":"\w+CanaryLive\w{8}")\}$/,
  },
  {
    since: release,
    type: 'AWS::Lambda::EventSourceMapping',
    path: /^Properties\.FunctionName$/,
    value: /^\{"Ref":"\w+(Handler|CanaryLive)\w{8}"\}$/,
  },
  {
    since: 'spans go from the logs to X-Ray; on a laptop they are read where they are',
    type: 'AWS::Logs::SubscriptionFilter',
    path: /^$/,
    value: /"FilterPattern":"\\"resourceSpans\\""/,
  },
  { since: alarms, type: 'AWS::CloudWatch::Alarm', path: /^$/ },
  { since: alarms, type: 'AWS::CloudWatch::CompositeAlarm', path: /^$/ },
  {
    since: 'each batch that a laptop handles at once is a warm function, 75 MB of memory',
    type: 'AWS::Lambda::EventSourceMapping',
    path: /^Properties\.ProvisionedPollerConfig\.MaximumPollers$/,
  },
  // What lib/context-settings.ts says of each environment.
  { since: kept, type: 'AWS::DynamoDB::GlobalTable', path: /^(DeletionPolicy|UpdateReplacePolicy)$/ },
  { since: kept, type: 'AWS::Logs::LogGroup', path: /^(DeletionPolicy|UpdateReplacePolicy)$/ },
  { since: kept, type: 'AWS::Logs::LogGroup', path: /^Properties\.RetentionInDays$/ },
  { since: kept, type: 'AWS::Cognito::UserPool', path: /^(DeletionPolicy|UpdateReplacePolicy)$/ },
  { since: kept, type: 'AWS::Cognito::UserPool', path: /^Properties\.DeletionProtection$/ },
  {
    since: `${kept}; ${key}; tables can be had back as they were at any second, and are copied every day`,
    type: 'AWS::DynamoDB::GlobalTable',
    path: /^Properties\.Replicas\[\]$/,
    value:
      /^\{"DeletionProtectionEnabled":(true|false),("GlobalSecondaryIndexes":\[[^\]]*\],)?"PointInTimeRecoverySpecification":\{"PointInTimeRecoveryEnabled":(true|false)\},"ReadOnDemandThroughputSettings":\{"MaxReadRequestUnits":4000\},"Region":"<region>"(,"SSESpecification":\{"KMSMasterKeyId":\{"Fn::GetAtt":\["Key\w{8}","Arn"\]\}\})?(,"Tags":\[\{"Key":"tributary:backup","Value":"prod"\}\])?\}$/,
  },
  { since: key, type: 'AWS::DynamoDB::GlobalTable', path: /^Properties\.SSESpecification$/ },
  {
    since: key,
    type: 'AWS::KMS::Key',
    path: /^$/,
    value: /^\{"Type":"AWS::KMS::Key","Properties":\{"Description":"Of the tables of \w+",/,
  },
  {
    since: key,
    type: 'AWS::KMS::Alias',
    path: /^$/,
    value: /"AliasName":"alias\/tributary-<environment>-\w+"/,
  },
  {
    since: key,
    type: 'AWS::IAM::Policy',
    path: statement,
    value:
      /^\{"Action":\["kms:Decrypt","kms:DescribeKey"(,"kms:Encrypt","kms:GenerateDataKey")?\],("Condition":\{"StringEquals":\{"kms:ViaService":"dynamodb\.<region>\.amazonaws\.com"\}\},)?"Effect":"Allow","Resource":\{"Fn::GetAtt":\["Key\w{8}","Arn"\]\}\}$/,
  },
  {
    since: 'relays have concurrency set aside where an account has much of it',
    type: lambda,
    path: /^Properties\.ReservedConcurrentExecutions$/,
  },
  {
    since: 'each environment has web pages of its own',
    type: 'AWS::ApiGatewayV2::Api',
    path: /^Properties\.CorsConfiguration\.AllowOrigins\[\]$/,
  },
  {
    since: 'each environment lets as much in as it can bear',
    type: 'AWS::ApiGatewayV2::Stage',
    path: /^Properties\.DefaultRouteSettings\.Throttling(Burst|Rate)Limit$/,
  },
  {
    since: 'each environment keeps as many traces as it can pay for; a laptop keeps all',
    type: lambda,
    path: variables('TRACE_RATIO'),
  },
  {
    since: 'a laptop has no second factor',
    type: 'AWS::Cognito::UserPool',
    path: /^Properties\.(EnabledMfas|MfaConfiguration)$/,
  },
  { since: edge, type: 'AWS::ApiGatewayV2::Api', path: /^Properties\.DisableExecuteApiEndpoint$/ },
  { since: edge, type: 'AWS::ApiGatewayV2::ApiMapping', path: /^$/ },
  { since: edge, type: lambda, path: variables('EDGE_SECRET') },
  { since: edge, type: 'AWS::WAFv2::WebACL', path: /^$/ },
  { since: edge, type: 'AWS::WAFv2::LoggingConfiguration', path: /^$/ },
  { since: edge, type: 'AWS::WAFv2::WebACLAssociation', path: /^$/ },
  {
    since: edge,
    type: 'AWS::Logs::LogGroup',
    path: /^$/,
    value: /"LogGroupName":"aws-waf-logs-tributary-<environment>-identity"/,
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
