/** Metrics found by a search when a dashboard is looked at: whatever is deployed by then is on it. */
import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html */
export interface Search {
  readonly namespace: string;
  readonly dimensions: readonly string[];
  readonly metric: string;
  readonly statistic: string;
  /** Words or `name="value"` that its dimensions have to have. @default none */
  readonly where?: string;
}

export const searched = ({ namespace, dimensions, metric, statistic, where = '' }: Search): string => {
  const schema = [namespace, ...dimensions.map((name) => (name.includes(' ') ? `"${name}"` : name))];
  return `SEARCH('${[`{${schema.join(',')}}`, `MetricName="${metric}"`, where].join(' ').trim()}', '${statistic}')`;
};

export const expression = (text: string, label = ''): IMetric =>
  new MathExpression({ expression: text, label, usingMetrics: {}, period: Duration.minutes(5) });

const size = { width: 8, height: 6 };

export const graph = (title: string, ...left: readonly IMetric[]): GraphWidget =>
  new GraphWidget({ ...size, title, left: [...left] });

/** One line for each metric that the search finds. */
export const searchGraph = (title: string, ...searches: readonly Search[]): GraphWidget =>
  graph(title, ...searches.map((each) => expression(searched(each))));
