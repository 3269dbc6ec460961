/** A function's live alias: a tenth of its invocations goes to a new version first, and back when an alarm rings. */
import { Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, type IAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, CfnEventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { RunbookAlarm } from './alarms/runbook-alarm.ts';

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
    const releases = releasesOf(Stack.of(this));
    const { application, role } = releases;
    const alarms: IAlarm[] = [
      new RunbookAlarm(this, 'Failing', {
        ...ringing,
        metric: this.alias.metricErrors(period),
        says: `Invocations of ${handler.node.path} fail, and its release goes back.`,
        runbook: { page: 'release', heading: 'it-fails' },
      }),
    ];
    if (deadLetters !== undefined) {
      alarms.push(releases.parking(deadLetters));
    }
    new LambdaDeploymentGroup(this, 'Release', {
      application,
      role,
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

const releasesOf = (stack: Stack): Releases => {
  const made = stack.node.tryFindChild('Releases');
  return made instanceof Releases ? made : new Releases(stack, 'Releases');
};

/** What all releases of a stack share. */
class Releases extends Construct {
  readonly application: LambdaApplication;
  readonly role: Role;
  #parking: RunbookAlarm | undefined;

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
  /** The context's consumers have one queue for what they park. */
  parking(deadLetters: Queue): RunbookAlarm {
    this.#parking ??= new RunbookAlarm(this, 'Parking', {
      ...ringing,
      metric: deadLetters.metricNumberOfMessagesSent(period),
      says: `Records are parked while functions of ${Stack.of(this).node.id} may be released.`,
      runbook: { page: 'release', heading: 'it-parks' },
    });
    return this.#parking;
  }
}
