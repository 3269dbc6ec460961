/** Every alarm of an environment, with the names in it worked out as far as they tell one from another. */

import { resourcesOf, type Template } from '../../../local/assembly/templates.ts';
import { account, region } from '../../../local/emulated-aws.ts';

export interface MetricAlarm {
  readonly name: string;
  readonly stack: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  /** As `<name>=<value>`, in their order. */
  readonly dimensions: string;
  readonly statistic: string;
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: string;
  readonly missing: string;
  readonly actions: readonly string[];
  /** As the template has it. */
  readonly properties: { readonly [name: string]: unknown };
}

export interface PagingAlarm {
  readonly name: string;
  readonly stack: string;
  readonly description: string;
  /** `ALARM("<arn>") OR …` */
  readonly rule: string;
  readonly children: readonly string[];
  readonly actions: readonly string[];
  readonly okActions: readonly string[];
  /** The name of the alarm that explains it. */
  readonly explainedBy: string | undefined;
}

export const arnOf = (name: string): string => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
const nameIn = (arn: string): string => arn.replace(/^.*:alarm:/, '');

export const alarmsOf = (templates: readonly Template[]) => {
  const nameOf = (stack: Template, logicalId: string): string =>
    String(stack.resources[logicalId]?.Properties.AlarmName ?? `${stack.stackName}-${logicalId}`);

  /** What another stack exports: its alarms and topics only, whose logical ids stand in the export's name. */
  const imported = (name: string): string => {
    const [stackName = '', id = ''] = name.split(':');
    const stack = templates.find((each) => each.stackName === stackName);
    const logicalId = Object.keys(stack?.resources ?? {}).find((each) => id.includes(each));
    if (stack === undefined || logicalId === undefined) throw new Error(`nobody exports ${name}`);
    return text({ [id.includes('Arn') ? 'Fn::GetAtt' : 'Ref']: [logicalId, 'Arn'].flat() }, stack);
  };

  const text = (value: unknown, stack: Template): string => {
    if (typeof value !== 'object' || value === null) return String(value);
    const [[name, argument] = []] = Object.entries(value);
    const [first, second] = [argument].flat() as unknown[];
    if (name === 'Ref') return nameOf(stack, String(first));
    if (name === 'Fn::GetAtt' && second === 'Arn') return arnOf(nameOf(stack, String(first)));
    if (name === 'Fn::GetAtt') return `${nameOf(stack, String(first))}.${second}`;
    if (name === 'Fn::ImportValue') return imported(String(first));
    if (name === 'Fn::Join')
      return (second as unknown[]).map((part) => text(part, stack)).join(String(first));
    return JSON.stringify(value);
  };
  const texts = (value: unknown, stack: Template): readonly string[] =>
    ((value ?? []) as unknown[]).map((each) => text(each, stack));

  const metricAlarms = templates.flatMap((stack) =>
    resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ logicalId, Properties: p }): MetricAlarm => {
      const dimensions = (p.Dimensions ?? []) as readonly { Name: string; Value: unknown }[];
      return {
        name: nameOf(stack, logicalId),
        stack: stack.id,
        description: String(p.AlarmDescription),
        namespace: String(p.Namespace),
        metric: String(p.MetricName),
        dimensions: dimensions
          .map(({ Name, Value }) => `${Name}=${text(Value, stack)}`)
          .sort()
          .join(','),
        statistic: String(p.Statistic ?? p.ExtendedStatistic),
        period: Number(p.Period),
        evaluationPeriods: Number(p.EvaluationPeriods),
        datapointsToAlarm: Number(p.DatapointsToAlarm ?? p.EvaluationPeriods),
        threshold: Number(p.Threshold),
        comparison: String(p.ComparisonOperator),
        missing: String(p.TreatMissingData ?? 'missing'),
        actions: texts(p.AlarmActions, stack),
        properties: p,
      };
    }),
  );
  const pagingAlarms = templates.flatMap((stack) =>
    resourcesOf(stack, 'AWS::CloudWatch::CompositeAlarm').map(({ logicalId, Properties: p }): PagingAlarm => {
      const rule = text(p.AlarmRule, stack);
      return {
        name: nameOf(stack, logicalId),
        stack: stack.id,
        description: String(p.AlarmDescription),
        rule,
        children: [...rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, arn = '']) => nameIn(arn)),
        actions: texts(p.AlarmActions, stack),
        okActions: texts(p.OKActions, stack),
        explainedBy: p.ActionsSuppressor === undefined ? undefined : nameIn(text(p.ActionsSuppressor, stack)),
      };
    }),
  );
  /** By name: they take a release back, and wake nobody. */
  const ofReleases = new Set(
    templates.flatMap((stack) =>
      resourcesOf(stack, 'AWS::CodeDeploy::DeploymentGroup').flatMap(({ Properties: p }) => {
        const { Alarms } = p.AlarmConfiguration as { readonly Alarms: readonly { readonly Name: unknown }[] };
        return Alarms.map(({ Name }) => text(Name, stack));
      }),
    ),
  );
  return { metricAlarms, pagingAlarms, ofReleases };
};
