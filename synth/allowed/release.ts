/** How code is released, watched and run. */

import { lambda, variables } from './places.ts';
import type { Allowed } from './row.ts';

const release =
  'functions in the cloud are released step by step, behind an alias that whoever invokes them invokes; a laptop has one version';
const alarms =
  'AWS says of itself what alarms listen to, and there is somebody to page; an emulator says nothing';

export const releaseRows: readonly Allowed[] = [
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
  {
    since: 'relays have concurrency set aside where an account has much of it',
    type: lambda,
    path: /^Properties\.ReservedConcurrentExecutions$/,
  },
  {
    since: 'each environment keeps as many traces as it can pay for; a laptop keeps all',
    type: lambda,
    path: variables('TRACE_RATIO'),
  },
];
