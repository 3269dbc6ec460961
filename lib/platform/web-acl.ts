/** A web ACL: AWS's own rules against what attacks everybody, and a limit of requests per address. */

import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { Logs } from './logs.ts';

export interface WebAclProps {
  readonly target: Environment;
  /** `CLOUDFRONT` in its region only. */
  readonly of: 'CLOUDFRONT' | 'REGIONAL';
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
const managed: readonly { readonly name: string; readonly counted: readonly string[] }[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList', counted: [] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
  // Counted only: an export of the CRM has more than 8 KiB, and our functions bound bodies themselves.
  { name: 'AWSManagedRulesCommonRuleSet', counted: ['SizeRestrictions_BODY'] },
];

/** Within five minutes, from one address. */
const requestsPerAddress = 2_000;

export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { target, of }: WebAclProps) {
    super(scope, id);
    const name = `tributary-${target.name}-${Stack.of(this).node.id.toLowerCase()}`;
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      scope: of,
      defaultAction: { allow: {} },
      visibilityConfig: seenAs(name),
      rules: [
        {
          name: 'requests-per-address',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsPerAddress } },
          visibilityConfig: seenAs('requests-per-address'),
        },
        ...managed.map(({ name: group, counted }, index) => ({
          name: group,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: group,
              ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            },
          },
          visibilityConfig: seenAs(group),
        })),
      ],
    });
    this.arn = acl.attrArn;
    // Its name has to begin like this: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
    const logs = new Logs(this, 'Logs', target, `aws-waf-logs-${name}`);
    const group = {
      service: 'logs',
      resource: 'log-group',
      resourceName: logs.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    };
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [Stack.of(this).formatArn(group)],
      redactedFields: [{ singleHeader: { Name: 'authorization' } }],
    });
  }
}

const seenAs = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
  metricName,
});
