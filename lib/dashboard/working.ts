/** Is it working? */
import { AlarmStatusWidget, type IAlarm, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { searchGraph } from '../platform/alarms/searched.ts';
import { api, question } from './parts.ts';

/** @param paging may grow until the synthesis */
export const working = (paging: IAlarm[]): readonly IWidget[][] => [
  [
    question(
      '# Is it working?\nGreen: nobody is paged. What each alarm means and what to do: its description names the runbook.',
    ),
  ],
  [new AlarmStatusWidget({ width: 24, height: 6, title: 'What pages', alarms: paging })],
  [
    searchGraph('Requests', { ...api, metric: 'Count', statistic: 'Sum' }),
    searchGraph(
      'Requests refused (4xx) and failed (5xx)',
      { ...api, metric: '4xx', statistic: 'Sum' },
      { ...api, metric: '5xx', statistic: 'Sum' },
    ),
    searchGraph('Slowest request in a hundred, ms', { ...api, metric: 'Latency', statistic: 'p99' }),
  ],
];
