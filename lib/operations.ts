/**
 * What is looked at, and what is watched of the whole: two dashboards, and the bill.
 *
 * Nothing waits for this stack, and it waits for the pager only: it names no resource of any context. Its dashboards find
 * metrics by searching for them when they are looked at, and know the paging alarms of a context by their names, which
 * follow from the context's. So a context that gains a function, loses an alarm or is renamed inside is deployed alone.
 * Alarms stand with what they watch, in the context's own stack or in that of the brokers: CloudWatch removes no alarm that a
 * composite of another stack names.
 */
import { ArnFormat, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { OperationsDashboard } from './dashboard/operations-dashboard.ts';
import { SagaDashboard } from './dashboard/saga-dashboard.ts';
import type { Environment } from './environments.ts';
import { CostAnomalies } from './platform/alarms/cost-anomalies.ts';
import type { Paging } from './platform/alarms/paging.ts';
import { ofSignIn } from './platform/alarms/sign-in-alarms.ts';
import { sagaSteps } from './saga-steps.ts';

export interface OperationsProps extends StackProps {
  readonly environment: Environment;
  readonly paging: Paging;
  /** The contexts' names. */
  readonly contexts: readonly string[];
}

/** On everything of an environment: costs are told apart by it. */
export const environmentTag = 'tributary:environment';

export class Operations extends Stack {
  constructor(scope: Construct, id: string, { environment, paging, contexts, ...props }: OperationsProps) {
    super(scope, id, props);
    const name = `tributary-${environment.name}`;
    const { pager, brokers } = paging;
    new CostAnomalies(this, 'Cost', {
      name,
      tag: { key: environmentTag, value: environment.name },
      above: 20,
      pager,
    });
    const ofContexts = contexts.flatMap((context) =>
      (['late', 'wrong'] as const).map((which) => this.#alarmNamed(paging.nameOf(context, which))),
    );
    const signIn = this.#alarmNamed(paging.nameOf(...ofSignIn));
    new OperationsDashboard(this, 'Dashboard', { name, paging: [brokers, signIn, ...ofContexts] });
    new SagaDashboard(this, 'Sagas', { name: `${name}-sagas`, steps: sagaSteps });
  }

  #alarmNamed(resourceName: string): IAlarm {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    const arn = this.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName, arnFormat });
    return Alarm.fromAlarmArn(this, resourceName, arn);
  }
}
