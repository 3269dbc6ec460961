/** One dashboard for three questions: is it working, where is it stuck, what does it cost? */
import { Dashboard, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { charged } from './charged.ts';
import { stuck } from './stuck.ts';
import { working } from './working.ts';

export interface OperationsDashboardProps {
  /** `tributary-<environment>`, which every function's name begins with. */
  readonly name: string;
  /** What pages; may grow until the synthesis. */
  readonly paging: IAlarm[];
}

export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { name, paging }: OperationsDashboardProps) {
    super(scope, id);
    new Dashboard(this, 'Resource', {
      dashboardName: name,
      widgets: [...working(paging), ...stuck(name), ...charged(name)],
    });
  }
}
