/** Figures for CloudWatch, in its embedded format: a line of the function's log each, and no call to anybody. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export interface Figures {
  /** All of them, as an alarm has to name them. */
  readonly dimensions: { readonly [name: string]: string };
  /** By name. */
  readonly values: { readonly [name: string]: Figure };
}

export interface Figure {
  readonly unit: 'Count' | 'Seconds' | 'Milliseconds';
  readonly value: number;
}

export const count = (value: number): Figure => ({ unit: 'Count', value });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export const publishFigures = ({ dimensions, values }: Figures): void => {
  const metrics = new Metrics({ namespace: 'Tributary' });
  // An alarm names every dimension of its metric: it must not depend on what the function is called.
  metrics.clearDefaultDimensions();
  for (const [name, value] of Object.entries(dimensions)) metrics.addDimension(name, value);
  for (const [name, { unit, value }] of Object.entries(values)) {
    metrics.addMetric(name, MetricUnit[unit], value);
  }
  metrics.publishStoredMetrics();
};
