/** A composite alarm over alarms that have no actions of their own: whatever is wrong behind it, it pages once. */
import type { Duration } from 'aws-cdk-lib';
import { Lazy } from 'aws-cdk-lib';
import { AlarmRule, CompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Pager } from './pager.ts';
import { type Runbook, seeRunbook } from './runbook-alarm.ts';

export interface PagingAlarmProps {
  readonly name: string;
  readonly says: string;
  readonly runbook: Runbook;
  readonly pager: Pager;
  /** What explains it, and has paged already. @default nothing */
  readonly explainedBy?: Explanation | undefined;
}

export interface Explanation {
  readonly alarm: IAlarm;
  /** How long the explanation may come later. */
  readonly wait: Duration;
  /** How long it takes to catch up after it. */
  readonly extension: Duration;
}

export class PagingAlarm extends CompositeAlarm {
  /** May be added to until the synthesis; at least one. */
  readonly children: IAlarm[];

  constructor(scope: Construct, id: string, props: PagingAlarmProps) {
    const { name, says, runbook, pager, explainedBy } = props;
    const children: IAlarm[] = [];
    const alarmRule = Lazy.string({ produce: () => AlarmRule.anyOf(...children).renderAlarmRule() });
    super(scope, id, {
      compositeAlarmName: name,
      alarmDescription: `${says} ${seeRunbook(scope.node, runbook)}`,
      alarmRule: { renderAlarmRule: () => alarmRule },
      ...(explainedBy && {
        actionsSuppressor: explainedBy.alarm,
        actionsSuppressorWaitPeriod: explainedBy.wait,
        actionsSuppressorExtensionPeriod: explainedBy.extension,
      }),
    });
    this.children = children;
    this.addAlarmAction(pager.action);
    this.addOkAction(pager.action);
  }
}
