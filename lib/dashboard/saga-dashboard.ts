/** Orders in business words: how many were placed, how they ended, how long it took, and who still waits for what. */
import { Duration } from 'aws-cdk-lib';
import { Dashboard, Metric, SingleValueWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { graph, searchGraph } from '../platform/alarms/searched.ts';
import type { SagaStep } from '../saga-steps.ts';

export interface SagaDashboardProps {
  readonly name: string;
  readonly steps: readonly SagaStep[];
}

const namespace = 'Tributary';

const ordering = (metricName: string, label: string, statistic = 'Sum'): Metric =>
  new Metric({
    namespace,
    metricName,
    dimensionsMap: { Context: 'ordering' },
    statistic,
    label,
    period: Duration.minutes(5),
  });

const step = (metricName: string, { step }: SagaStep): Metric =>
  new Metric({
    namespace,
    metricName,
    dimensionsMap: { Step: step },
    statistic: 'Maximum',
    label: step,
    period: Duration.minutes(5),
  });

const ends = () => [
  ordering('OrdersPlaced', 'placed'),
  ordering('OrdersConfirmed', 'confirmed'),
  ordering('OrdersCompleted', 'completed'),
];

const explained = (steps: readonly SagaStep[]): string =>
  [
    '| waiting in | for |',
    '|---|---|',
    ...steps.map(({ step, waitsFor }) => `| ${step} | ${waitsFor} |`),
  ].join('\n');

export class SagaDashboard extends Construct {
  constructor(scope: Construct, id: string, { name, steps }: SagaDashboardProps) {
    super(scope, id);
    new Dashboard(this, 'Resource', {
      dashboardName: name,
      widgets: [
        [
          new SingleValueWidget({
            title: 'Orders in the time shown',
            width: 24,
            height: 3,
            setPeriodToTimeRange: true,
            metrics: ends(),
          }),
        ],
        [
          graph('Orders placed, confirmed, completed', ...ends()),
          searchGraph('Orders cancelled, by reason', {
            namespace,
            dimensions: ['Context', 'Reason'],
            metric: 'OrdersCancelled',
            statistic: 'Sum',
          }),
          graph(
            'From placed to confirmed, ms',
            ...['p50', 'p90', 'p99'].map((statistic) => ordering('TimeToConfirm', statistic, statistic)),
          ),
        ],
        [
          graph('Waiting now', ...steps.map((each) => step('SagasWaiting', each))),
          graph('The longest wait, seconds', ...steps.map((each) => step('OldestSagaWaitSeconds', each))),
          searchGraph('Deadlines missed', {
            namespace,
            dimensions: ['Context'],
            metric: 'DeadlinesMissed',
            statistic: 'Sum',
          }),
        ],
        [new TextWidget({ width: 24, height: 10, markdown: explained(steps) })],
      ],
    });
  }
}
