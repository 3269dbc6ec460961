/**
 * What CloudWatch would make of a metric's values: the emulator knows neither dimensions, nor single periods, nor missing
 * data. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarm-evaluation
 */
import type { MetricAlarm } from './alarms.ts';
import type { Minute } from './days.ts';

const statistics: { readonly [name: string]: (values: readonly number[]) => number } = {
  Maximum: (values) => Math.max(...values),
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  SampleCount: (values) => values.length,
  p99: (values) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN,
};

const comparisons: { readonly [name: string]: (value: number, threshold: number) => boolean } = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

const known = <Value>(table: { readonly [name: string]: Value }, name: string): Value => {
  const value = table[name];
  if (value === undefined) throw new Error(`${name} is not known here; teach it`);
  return value;
};

/** @param said minute by minute, the last at the end; before the first nothing was said */
export const judged = (alarm: MetricAlarm, said: readonly Minute[]): 'ALARM' | 'OK' | 'INSUFFICIENT_DATA' => {
  const statistic = known(statistics, alarm.statistic);
  const isBreaching = known(comparisons, alarm.comparison);
  const minutes = alarm.period / 60;
  const datapoints = Array.from({ length: alarm.evaluationPeriods }, (_, back) => {
    const end = said.length - back * minutes;
    const values = said
      .slice(Math.max(0, end - minutes), Math.max(0, end))
      .filter((value) => value !== undefined);
    return values.length === 0 ? undefined : isBreaching(statistic(values), alarm.threshold);
  });
  if (alarm.missing === 'missing' && datapoints.every((datapoint) => datapoint === undefined)) {
    return 'INSUFFICIENT_DATA';
  }
  const breaching = datapoints.filter((datapoint) => datapoint ?? alarm.missing === 'breaching');
  return breaching.length >= alarm.datapointsToAlarm ? 'ALARM' : 'OK';
};
