/**
 * AWS's own policies as its documentation prints them.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/
 */
const anywhere = (...Action: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

const logging = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

const releasing = anywhere(
  'cloudwatch:DescribeAlarms',
  'lambda:UpdateAlias',
  'lambda:GetAlias',
  'lambda:GetProvisionedConcurrencyConfig',
);

export const managedPolicies: { readonly [name: string]: ReturnType<typeof anywhere> } = {
  AWSCodeDeployRoleForLambdaLimited: {
    ...releasing,
    Statement: [
      ...releasing.Statement,
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:aws:s3:::*/CodeDeploy/*',
      },
      {
        Effect: 'Allow',
        Action: ['lambda:InvokeFunction'],
        Resource: 'arn:aws:lambda:*:*:function:CodeDeployHook_*',
      },
    ],
  },
  // What it says of DynamoDB; we have nothing of the other services in it.
  AWSBackupServiceRolePolicyForBackup: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'dynamodb:CreateBackup',
          'dynamodb:DescribeTable',
          'dynamodb:ListTagsOfResource',
          'dynamodb:StartAwsBackupJob',
        ],
        Resource: 'arn:aws:dynamodb:*:*:table/*',
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:DescribeBackup', 'dynamodb:DeleteBackup'],
        Resource: 'arn:aws:dynamodb:*:*:table/*/backup/*',
      },
    ],
  },
  AWSLambdaBasicExecutionRole: anywhere(...logging),
  AWSLambdaVPCAccessExecutionRole: anywhere(
    ...logging,
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ),
  AWSLambdaMSKExecutionRole: anywhere(
    ...logging,
    'kafka:DescribeCluster',
    'kafka:DescribeClusterV2',
    'kafka:GetBootstrapBrokers',
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeVpcs',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeSubnets',
    'ec2:DescribeSecurityGroups',
  ),
};
