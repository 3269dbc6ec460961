/** What cdk-nag finds and we keep: each finding where it is, and why. What is not found any more must leave the list. */

export interface Acknowledged {
  /** Whole. */
  readonly finding: RegExp;
  /** Where, whole: the construct's path. */
  readonly construct: RegExp;
  readonly reason: string;
}

const rights =
  'Which pairs of action and resource it comes to is computed and compared in test/cloud/grants/';

export const acknowledged: readonly Acknowledged[] = [
  {
    finding: /AwsSolutions-IAM4\[Policy::.*\/AWSLambdaBasicExecutionRole\]/,
    construct: /((\w+\/)+Handler|\w+\/AWS[0-9a-f]+)\/ServiceRole\/Resource/,
    reason: 'It allows to write logs, in streams whose names Lambda chooses, and nothing else.',
  },
  {
    finding: /AwsSolutions-IAM4\[Policy::.*\/AWSCodeDeployRoleForLambdaLimited\]/,
    construct: /\w+\/Releases\/Role\/Resource/,
    reason: 'CodeDeploy moves aliases and reads alarms; it is for releases of Lambda and nothing else.',
  },
  {
    finding: /AwsSolutions-IAM4\[Policy::.*\/AWSBackupServiceRolePolicyForBackup\]/,
    construct: /Backups\/Tables\/Role\/Resource/,
    reason: 'AWS Backup’s own, which grows with what it can back up; it reads no item.',
  },
  {
    finding: /AwsSolutions-IAM4\[Policy::.*\/AWSLambdaVPCAccessExecutionRole\]/,
    construct: /\w+\/Relay\/Handler\/ServiceRole\/Resource/,
    reason: 'EC2 has no resources for network interfaces that do not exist yet; only relays have it.',
  },
  {
    finding: /AwsSolutions-IAM4\[Policy::.*\/AWSLambdaMSKExecutionRole\]/,
    construct: /(\w+\/)+Handler\/ServiceRole\/Resource/,
    reason: 'The interfaces of mappings, and the cluster’s addresses; no right on any topic or group.',
  },
  {
    finding: /AwsSolutions-IAM5/,
    construct: /(\w+\/)+Handler\/ServiceRole\/DefaultPolicy\/Resource/,
    reason: `The rule cannot read ARNs that are made from the cluster’s. ${rights}.`,
  },
  {
    finding: /AwsSolutions-IAM5\[Resource::\*\]/,
    construct: /Traces\/Forwarder\/Handler\/ServiceRole\/DefaultPolicy\/Resource/,
    reason: `X-Ray has no resources of spans. ${rights}.`,
  },
  {
    finding: /AwsSolutions-IAM5\[Resource::<ImporterBucket\w+\.Arn>\/imports\/\*\]/,
    construct: /Crm\/(Importer|Api)\/(Handler\/ServiceRole\/DefaultPolicy|Uploads)\/Resource/,
    reason: `A file for each import, in a bucket for nothing else. ${rights}.`,
  },
  {
    finding: /AwsSolutions-IAM5\[Resource::<TimelineV\d+Table\w+\.Arn>\/index\/\*\]/,
    construct: /Tracking\/(Api|EveryMinute)\/Handler\/ServiceRole\/DefaultPolicy\/Resource/,
    reason: `The two indexes of one table. ${rights}.`,
  },
  {
    finding: /AwsSolutions-IAM5/,
    construct: /Recovery\/Replicator\/Role\/DefaultPolicy\/Resource/,
    reason: `Topics that MSK’s replicator keeps for itself, and the environment’s own groups. ${rights}.`,
  },
  {
    finding: /AwsSolutions-IAM5\[Resource::\*\]/,
    construct: /Recovery\/Replicator\/Source\/CustomResourcePolicy\/Resource/,
    reason: 'The first region’s cluster is looked for by its name; nobody lists one cluster.',
  },
  {
    finding: /AwsSolutions-S1/,
    construct: /\w+\/((Relay\/Archive|Importer)\/Bucket|LargeLetters\/Bucket)\/Resource/,
    reason:
      'Functions of one context put and one reads; the account’s trail of data events says more than access logs.',
  },
  {
    finding: /AwsSolutions-SQS3/,
    construct: /\w+\/DeadLetters\/Resource/,
    reason: 'It is the dead-letter queue; the rule does not see those of event source mappings.',
  },
  {
    finding: /AwsSolutions-SQS3/,
    construct: /\w+\/Breaker\/Queue\/Resource/,
    reason: 'Somebody waits for what is in it: it stays until it is done with, and an alarm rings meanwhile.',
  },
  {
    finding: /AwsSolutions-APIG4/,
    construct:
      /(Payment\/Api\/Http\/POST--gateway-answers|Shipping\/Api\/Http\/POST--carrier-events)\/Resource/,
    reason: 'The function itself knows its caller, by the signature of the body.',
  },
  {
    finding: /AwsSolutions-SMG4/,
    construct: /(Payment\/GatewaySecret|Shipping\/CarrierSecret)\/Resource/,
    reason: 'The other side has it too, and has to change it at the same time.',
  },
  {
    finding: /AwsSolutions-SMG4/,
    construct: /FrontDoor\/EdgeSecret\/Resource/,
    reason:
      'Edge and APIs take it at their deployments: changing it by itself would shut the door between the two.',
  },
  {
    finding: /AwsSolutions-CFR1/,
    construct: /Edge\/Distribution\/Resource/,
    reason: 'Customers order from everywhere.',
  },
  {
    finding: /AwsSolutions-CFR3/,
    construct: /Edge\/Distribution\/Resource/,
    reason: 'The web ACL before it and the APIs behind it keep logs of every request.',
  },
  {
    finding: /AwsSolutions-COG8/,
    construct: /Identity\/Users\/Resource/,
    reason:
      'Plus looks at passwords that are sent, and asks for a second factor: ours never leave a device, and all have one.',
  },
];
