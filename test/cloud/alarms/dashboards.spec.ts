/** Dashboards and alarms ask for figures that functions say, and for names that are deployed. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTemplates, resourcesOf } from '../../../local/assembly/templates.ts';
import { root } from '../../../local/install/home.ts';
import { assemblyOf } from '../../../synth/assembly.ts';
import { alarmsOf } from './alarms.ts';

const templates = readTemplates(await assemblyOf({ env: 'dev' }));
const { metricAlarms, pagingAlarms } = alarmsOf(templates);
const dashboards = templates.flatMap((template) => resourcesOf(template, 'AWS::CloudWatch::Dashboard'));
const bodyOf = (name: string): string => {
  const found = dashboards.find(({ Properties }) => Properties.DashboardName === name);
  return JSON.stringify(found?.Properties.DashboardBody).replaceAll('\\', '');
};

/** What functions say in `publishFigures`, by their source: `<metric>` with each dimension's name. */
const sources = globSync('functions/**/*.ts', { cwd: root }).map((path) =>
  readFileSync(join(root, path), 'utf8'),
);
const isSaid = (metric: string, dimensions: readonly string[]): boolean =>
  sources.some(
    (text) =>
      /Figures/.test(text) &&
      new RegExp(`\\b${metric}\\b`).test(text) &&
      dimensions.every((name) => new RegExp(`\\b${name}: `).test(text)),
  );

const ours = [
  ...metricAlarms
    .filter(({ namespace }) => namespace === 'Tributary')
    .map(
      ({ metric, dimensions }) =>
        [metric, dimensions.split(',').map((each) => each.split('=')[0] ?? '')] as const,
    ),
  ...['tributary-dev', 'tributary-dev-sagas'].flatMap((name) => [
    ...[...bodyOf(name).matchAll(/\{Tributary,([\w,]+)\} MetricName="(\w+)"/g)].map(
      ([, dimensions = '', metric = '']) => [metric, dimensions.split(',')] as const,
    ),
    ...[...bodyOf(name).matchAll(/\["Tributary","(\w+)","(\w+)"/g)].map(
      ([, metric = '', dimension = '']) => [metric, [dimension]] as const,
    ),
  ]),
];

describe('a figure of ours', () => {
  it('that an alarm or a dashboard asks for is said by a function, with those dimensions', () => {
    const asked = new Map(ours.map(([metric, dimensions]) => [metric, dimensions]));
    expect([...asked].filter(([metric, dimensions]) => !isSaid(metric, dimensions))).toEqual([]);
    const business = [
      'OrdersPlaced',
      'OrdersConfirmed',
      'OrdersCompleted',
      'OrdersCancelled',
      'TimeToConfirm',
    ];
    for (const metric of business) expect([...asked.keys()]).toContain(metric);
  });
});

describe('the dashboard', () => {
  const body = bodyOf('tributary-dev');

  it('asks three questions', () => {
    for (const question of ['Is it working?', 'Where is it stuck?', 'What does it cost?']) {
      expect(body).toContain(question);
    }
  });

  it('shows everything that pages, by a name that is deployed', () => {
    const widget = body.slice(body.indexOf('What pages'), body.indexOf('"Requests"'));
    const shown = [...widget.matchAll(/:alarm:([\w-]+)/g)].map(([, name = '']) => name);
    const named = pagingAlarms.map(({ name }) => name).filter((name) => name !== 'tributary-dev-brokers');
    expect(shown.sort()).toEqual(named.sort());
  });

  it('names no resource of a context, whose deployment would then have to wait for it', () => {
    const operations = templates.find(({ id }) => id === 'Operations');
    const imported = [...JSON.stringify(operations).matchAll(/"Fn::ImportValue":"([\w-]+):/g)];
    expect(new Set(imported.map(([, stackName]) => stackName))).toEqual(new Set(['tributary-dev-streaming']));
  });
});
