/**
 * Alarms in an emulator of their own. It evaluates each alarm when values are put, over all values of the metric's name
 * within its evaluation range, whatever their dimensions: so each alarm gets a metric of its own, called after it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { account, clientConfiguration, region } from '../../../local/emulated-aws.ts';
import { installed } from '../../../local/install/installed.ts';
import { freePort } from '../../../local/ports.ts';
import { emulator } from '../../../local/services/emulator.ts';
import { supervise } from '../../../local/services/supervise.ts';
import type { MetricAlarm, PagingAlarm } from './alarms.ts';
import { cloudWatch, sns } from './cloudwatch.ts';

export interface Value {
  readonly alarm: MetricAlarm;
  /** Each of them is said once. */
  readonly values: readonly number[];
  /** How long before now, seconds. */
  readonly before: number;
}

const namespace = 'Exercise';
const topicArn = `arn:aws:sns:${region}:${account}:pages`;
const metricOf = ({ name, metric }: MetricAlarm): string => `${metric} of ${name}`;

export const emulation = async (running: AsyncDisposableStack) => {
  const dir = mkdtempSync(join(tmpdir(), 'tributary-alarms-'));
  running.defer(() => rmSync(dir, { recursive: true, force: true }));
  const port = await freePort();
  const installation = await installed(() => undefined);
  const { stop } = await supervise({
    ...emulator({ installation, dir, port }),
    say: () => undefined,
    onFatal: (error) => {
      throw error;
    },
  });
  running.defer(stop);
  const endpoint = `http://127.0.0.1:${port}`;
  const cloudwatch = cloudWatch(endpoint);
  const sqs = new SQSClient({ ...clientConfiguration(endpoint), useQueueUrlAsEndpoint: false });

  return {
    deploy: async (alarms: readonly MetricAlarm[], paging: readonly PagingAlarm[]): Promise<void> => {
      const notify = sns(endpoint);
      await notify('CreateTopic', { Name: 'pages' });
      await fetch(endpoint, {
        method: 'POST',
        body: new URLSearchParams({ Action: 'CreateQueue', QueueName: 'pages', Version: '2012-11-05' }),
      });
      await notify('Subscribe', {
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${region}:${account}:pages`,
      });
      for (const alarm of alarms) {
        const { AlarmActions: _none, OKActions: _neither, ...properties } = alarm.properties;
        await cloudwatch('PutMetricAlarm', {
          ...properties,
          AlarmName: alarm.name,
          Namespace: namespace,
          MetricName: metricOf(alarm),
          Dimensions: [],
          AlarmActions: alarm.actions.map(() => topicArn),
        });
      }
      for (const { name, rule, actions, okActions } of paging) {
        await cloudwatch('PutCompositeAlarm', {
          AlarmName: name,
          AlarmRule: rule,
          AlarmActions: actions.map(() => topicArn),
          OKActions: okActions.map(() => topicArn),
        });
      }
    },
    put: async (values: readonly Value[]): Promise<void> => {
      const now = Date.now() / 1_000;
      await cloudwatch('PutMetricData', {
        Namespace: namespace,
        MetricData: values.map(({ alarm, values: Values, before }) => ({
          MetricName: metricOf(alarm),
          Timestamp: now - before,
          Values,
        })),
      });
    },
    /** By alarm. */
    states: async (): Promise<ReadonlyMap<string, string>> => {
      const states = new Map<string, string>();
      for (let NextToken: string | undefined; ; ) {
        const answer = (await cloudwatch('DescribeAlarms', {
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: 100,
          ...(NextToken !== undefined && { NextToken }),
        })) as Described;
        for (const { AlarmName, StateValue } of [...answer.MetricAlarms, ...answer.CompositeAlarms]) {
          states.set(AlarmName, StateValue);
        }
        NextToken = answer.NextToken;
        if (NextToken === undefined) return states;
      }
    },
    /** Who paged since the last time, as `<alarm> <state>`. */
    pages: async (): Promise<readonly string[]> => {
      const pages: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: `${endpoint}/${account}/pages`,
            MaxNumberOfMessages: 10,
            VisibilityTimeout: 600,
          }),
        );
        if (Messages.length === 0) return pages.sort();
        for (const { Body = '' } of Messages) {
          const { Message } = JSON.parse(Body) as { Message: string };
          const { AlarmName, NewStateValue } = JSON.parse(Message) as Record<string, string>;
          pages.push(`${AlarmName} ${NewStateValue}`);
        }
      }
    },
  };
};

interface Described {
  readonly MetricAlarms: readonly State[];
  readonly CompositeAlarms: readonly State[];
  readonly NextToken?: string;
}

interface State {
  readonly AlarmName: string;
  readonly StateValue: string;
}
