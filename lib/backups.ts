/** Daily copies of every table that nobody else could tell again, kept apart from the tables. */
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupSelection,
  BackupVault,
} from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from './environments.ts';
import { backupTag } from './platform/context/backed-up.ts';
import { removalIn } from './platform/removal.ts';

export interface BackupsProps extends StackProps {
  readonly environment: Environment;
  /** How long each is kept. */
  readonly days: number;
}

/** In the night of its region, when little is written. */
const daily = Schedule.cron({ hour: '2', minute: '30' });

export class Backups extends Stack {
  constructor(scope: Construct, id: string, { environment, days, ...props }: BackupsProps) {
    super(scope, id, props);
    const removalPolicy = removalIn(environment);
    const encryptionKey = new Key(this, 'Key', {
      description: `Backups of ${environment.name}`,
      enableKeyRotation: true,
      removalPolicy,
    });
    const vault = new BackupVault(this, 'Vault', {
      backupVaultName: `tributary-${environment.name}`,
      encryptionKey,
      removalPolicy,
      // Nobody can take them away sooner, but who may change the lock; it is not for ever (no `changeableFor`).
      lockConfiguration: { minRetention: Duration.days(Math.min(days, 7)) },
    });
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: `tributary-${environment.name}`,
      backupVault: vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'daily',
          scheduleExpression: daily,
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(6),
          deleteAfter: Duration.days(days),
        }),
      ],
    });
    new BackupSelection(this, 'Tables', {
      backupPlan: plan,
      backupSelectionName: 'tables',
      resources: [BackupResource.fromTag(backupTag, environment.name)],
    });
  }
}
