/** A function's live alias: a tenth of its invocations goes to a new version first, and back when an alarm rings. */
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, CfnEventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface CanaryProps {
  readonly handler: LambdaFunction;
  /** Of a consumer, which answers well when it parks a record: what it parks is an error, too. @default none */
  readonly deadLetters?: Queue;
}

const ringing = {
  threshold: 1,
  evaluationPeriods: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
const period = { statistic: 'Sum', period: Duration.minutes(1) };
const runbook = 'A release goes back when it rings. See docs/runbooks/deploy.md.';

/**
 * Whoever invokes, an API or an event source mapping, invokes the alias. A mapping's batch goes whole to one version, the next
 * of its partition when that is done: order holds, and old and new side by side are what every deployment has anyway.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export class Canary extends Construct {
  readonly alias: Alias;
  readonly #handler: LambdaFunction;

  constructor(scope: Construct, id: string, { handler, deadLetters }: CanaryProps) {
    super(scope, id);
    this.#handler = handler;
    this.alias = new Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion });
    const alarms: IAlarm[] = [
      new Alarm(this, 'Failing', {
        ...ringing,
        metric: this.alias.metricErrors(period),
        alarmDescription: `Invocations of ${handler.node.path} fail. ${runbook}`,
      }),
    ];
    if (deadLetters !== undefined) {
      const metric = deadLetters.metricNumberOfMessagesSent(period);
      const alarmDescription = `Records are parked while ${handler.node.path} may be released. ${runbook}`;
      alarms.push(new Alarm(this, 'Parking', { ...ringing, metric, alarmDescription }));
    }
    new LambdaDeploymentGroup(this, 'Release', {
      ...releasesOf(Stack.of(this)),
      alias: this.alias,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms,
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });
  }

  /** The mappings that the function has so far invoke the alias, and keep their ids, which a move would not. */
  takeMappings(): void {
    const mappings = this.#handler.node.findAll().filter((each) => each instanceof CfnEventSourceMapping);
    for (const mapping of mappings) mapping.functionName = this.alias.functionArn;
  }
}

/** One application and one role for all releases of a stack. */
const releasesOf = (stack: Stack): { readonly application: LambdaApplication; readonly role: Role } => {
  const made = stack.node.tryFindChild('Releases');
  const { application, role } = made instanceof Releases ? made : new Releases(stack, 'Releases');
  return { application, role };
};

class Releases extends Construct {
  readonly application: LambdaApplication;
  readonly role: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.application = new LambdaApplication(this, 'Application');
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSCodeDeployRoleForLambdaLimited'),
      ],
    });
  }
}
