/** Pages when an environment costs what nobody expects of it. */
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';
import type { Pager } from './pager.ts';

export interface CostAnomaliesProps {
  readonly name: string;
  /** The tag that is on everything of the environment; whoever pays has to activate it for cost allocation once. */
  readonly tag: { readonly key: string; readonly value: string };
  /** US dollars: what is smaller may wait for the bill. */
  readonly above: number;
  readonly pager: Pager;
}

/** https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html */
export class CostAnomalies extends Construct {
  constructor(scope: Construct, id: string, { name, tag, above, pager }: CostAnomaliesProps) {
    super(scope, id);
    // By tag, since an account has one monitor of all services, and may have several environments.
    const monitor = new CfnAnomalyMonitor(this, 'Monitor', {
      monitorName: name,
      monitorType: 'CUSTOM',
      monitorSpecification: JSON.stringify({ Tags: { Key: tag.key, Values: [tag.value] } }),
    });
    const impact = { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'] };
    const subscription = new CfnAnomalySubscription(this, 'Subscription', {
      subscriptionName: name,
      monitorArnList: [monitor.attrMonitorArn],
      frequency: 'IMMEDIATE',
      subscribers: [{ type: 'SNS', address: pager.topic.topicArn }],
      thresholdExpression: JSON.stringify({ Dimensions: { ...impact, Values: [String(above)] } }),
    });
    // Subscribing is refused while the topic does not let it in.
    subscription.node.addDependency(pager);
  }
}
