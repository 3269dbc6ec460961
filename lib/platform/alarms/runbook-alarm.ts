/** An alarm that says what is wrong, and where it is written what to do. */
import { Alarm, type AlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, Node } from 'constructs';

export interface Runbook {
  /** A page of `docs/runbooks/`. */
  readonly page: string;
  /** A heading of it, as its anchor. */
  readonly heading: string;
}

export interface RunbookAlarmProps extends Omit<AlarmProps, 'alarmDescription'> {
  /** A sentence, for whoever is woken up. */
  readonly says: string;
  readonly runbook: Runbook;
}

export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, { says, runbook, ...props }: RunbookAlarmProps) {
    super(scope, id, { ...props, alarmDescription: `${says} ${seeRunbook(scope.node, runbook)}` });
  }
}

/** `-c runbooks=https://…` says where the pages are read. @default where they are in the repository */
export const seeRunbook = (node: Node, { page, heading }: Runbook): string =>
  `See ${node.tryGetContext('runbooks') ?? 'docs/runbooks'}/${page}.md#${heading}.`;
