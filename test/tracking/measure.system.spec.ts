/** What is measured is what the index holds, and each alarm watches exactly what is measured. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { measure } from '../../functions/tracking/measure.ts';
import { sagaSteps } from '../../lib/saga-steps.ts';
import { readTemplates, resourcesOf } from '../../local/assembly/templates.ts';
import { cdk } from '../../local/cdk.ts';
import { newTimeline } from './timeline-table.ts';
import { minute, noon, orderEvents } from './told-events.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
interface Embedded {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [name: string]: unknown;
}

/** Each measurement, as `<namespace> <metric> <dimensions>` with its value. */
const measured = (lines: readonly string[]): ReadonlyMap<string, unknown> =>
  new Map(
    lines
      .map((line) => JSON.parse(line) as Embedded)
      .flatMap((document) =>
        document._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
          Dimensions.flatMap((names) => {
            const dimensions = names.map((name) => `${name}=${document[name]}`).join(',');
            return Metrics.map(({ Name }) => [`${Namespace} ${Name} ${dimensions}`, document[Name]] as const);
          }),
        ),
      ),
  );

const now = noon + 60 * minute;
const timeline = await newTimeline(inject('awsEndpoint'));
const [longest, shorter, paying] = [randomUUID(), randomUUID(), randomUUID()];
await timeline.tell(orderEvents(shorter, 'ada', noon + 30 * minute).placed, orderEvents(longest).placed);
const { placed, allocated } = orderEvents(paying);
await timeline.tell(placed, allocated);

// In Lambda it is written on standard output, past the console that others may have replaced.
vi.stubEnv('POWERTOOLS_DEV', 'true');
vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'tracking/every-minute');
const lines: string[] = [];
const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
await measure(sagaSteps, timeline, now);
log.mockRestore();
vi.unstubAllEnvs();
const values = measured(lines);

const assembly = mkdtempSync(join(tmpdir(), 'tributary-'));
afterAll(() => rmSync(assembly, { recursive: true, force: true }));
await cdk({ awsEndpoint: 'http://127.0.0.1:1', assembly, context: { env: 'dev' } }).synth();
const alarms = readTemplates(assembly)
  .filter(({ id }) => id === 'Tracking')
  .flatMap((template) => resourcesOf(template, 'AWS::CloudWatch::Alarm'))
  .map(({ Properties }) => Properties)
  // What every context has besides is not about steps.
  .filter(({ Dimensions }) => JSON.stringify(Dimensions).includes('"Name":"Step"'));

const watched = ({ Namespace, MetricName, Dimensions }: (typeof alarms)[number]): string =>
  `${Namespace} ${MetricName} ${(Dimensions as { Name: string; Value: string }[]).map(({ Name, Value }) => `${Name}=${Value}`).join(',')}`;

describe('a measurement', () => {
  it('says of every step how many wait in it, and how long the oldest has', () => {
    expect(values.size).toBe(2 * sagaSteps.length);
    expect(values.get('Tributary SagasWaiting Step=stock')).toBe(2);
    expect(values.get('Tributary OldestSagaWaitSeconds Step=stock')).toBe(60 * 60);
    expect(values.get('Tributary SagasWaiting Step=payment')).toBe(1);
    expect(values.get('Tributary OldestSagaWaitSeconds Step=payment')).toBe(59 * 60);
  });

  it('of a step in which nobody waits is 0, and not missing', () => {
    expect(values.get('Tributary SagasWaiting Step=capture')).toBe(0);
    expect(values.get('Tributary OldestSagaWaitSeconds Step=capture')).toBe(0);
  });
});

describe('an alarm', () => {
  it.each(sagaSteps)('says when somebody is stuck in $step, and what it waits for', (step) => {
    const name = `Tributary OldestSagaWaitSeconds Step=${step.step}`;
    const own = alarms.filter((alarm) => watched(alarm) === name);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      Threshold: step.thresholdMinutes * 60,
      ComparisonOperator: 'GreaterThanThreshold',
      Statistic: 'Maximum',
      AlarmDescription: expect.stringContaining(step.waitsFor),
    });
    expect([...values.keys()]).toContain(name);
  });

  it('says when nobody measures', () => {
    const own = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      Statistic: 'SampleCount',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
    });
    expect([...values.keys()]).toContain(own.map(watched)[0]);
    expect(alarms).toHaveLength(sagaSteps.length + 1);
  });
});
