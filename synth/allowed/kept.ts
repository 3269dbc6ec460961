/** What is kept, and under which key: lib/context-settings.ts says so of each environment. */

import { statement } from './places.ts';
import type { Allowed } from './row.ts';

const kept = 'data and logs are disposable on a laptop, and guarded in prod';
const key = 'tables in prod are encrypted with a key of their context';

export const keptRows: readonly Allowed[] = [
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
];
