/** Every alarm of the cloud is exercised: it rings on a bad day, is quiet on a good one, and pages once. */
import { describe, expect, it } from 'vitest';
import { readTemplates, resourcesOf } from '../../../local/assembly/templates.ts';
import { assemblyOf } from '../../../synth/assembly.ts';
import { alarmsOf, type MetricAlarm } from './alarms.ts';
import { dayOf, often, rangeOf } from './days.ts';
import { judged } from './judged.ts';

const templates = readTemplates(await assemblyOf({ env: 'dev' }));
const { metricAlarms, pagingAlarms, ofReleases } = alarmsOf(templates);

/** Longer than any alarm looks back. */
const longEnough = 6 * 60;

describe.each(metricAlarms)('$name', (alarm) => {
  const { good, bad } = dayOf(alarm);
  const quiet = often(longEnough, good);

  it('is quiet on a good day, rings on a bad one, and is quiet again behind it', () => {
    expect(judged(alarm, quiet)).toBe('OK');
    expect(judged(alarm, [...quiet, ...often(rangeOf(alarm), bad)])).toBe('ALARM');
    expect(judged(alarm, [...quiet, ...often(longEnough, bad), ...quiet])).toBe('OK');
  });

  it('rings when nobody says anything only if that is what is bad, or hides what is', () => {
    const rings = bad === undefined || alarm.metric === 'OfflinePartitionsCount';
    expect(judged(alarm, often(longEnough, undefined)) === 'ALARM').toBe(rings);
  });

  it('has no action of its own, and one alarm that pages for it, or takes a release back', () => {
    expect(alarm.actions).toEqual([]);
    const paging = pagingAlarms.filter(({ children }) => children.includes(alarm.name));
    expect(paging.length).toBe(ofReleases.has(alarm.name) ? 0 : 1);
  });
});

describe('what is watched', () => {
  it('is there: no two alarms watch the same, and each names who says it', () => {
    const watched = metricAlarms.map(
      ({ namespace, metric, dimensions, statistic }) => `${namespace} ${metric} ${dimensions} ${statistic}`,
    );
    expect(new Set(watched).size).toBe(watched.length);
    expect(watched.filter((each) => !each.includes('='))).toEqual([]);
  });

  it('is every consumer group on every topic, under the name that Kafka knows it by', () => {
    const mappings = templates.flatMap((template) =>
      resourcesOf(template, 'AWS::Lambda::EventSourceMapping'),
    );
    const groups = mappings.flatMap(({ Properties }) => {
      const { ConsumerGroupId } = (Properties.AmazonManagedKafkaEventSourceConfig ?? {}) as Record<
        string,
        string
      >;
      const [topic] = (Properties.Topics ?? []) as readonly string[];
      return topic === undefined
        ? []
        : [`Cluster Name=tributary-dev,Consumer Group=${ConsumerGroupId},Topic=${topic}`];
    });
    const watched = metricAlarms.filter(({ metric }) => metric === 'EstimatedMaxTimeLag');
    expect(watched.map(({ dimensions }) => dimensions).sort()).toEqual(groups.sort());
    expect(groups.length).toBeGreaterThan(20);
  });

  it('is every broker of the cluster that there is', () => {
    const clusters = templates.flatMap((template) => resourcesOf(template, 'AWS::MSK::Cluster'));
    const brokers = clusters.flatMap(({ Properties }) =>
      Array.from(
        { length: Number(Properties.NumberOfBrokerNodes) },
        (_, index) => `Broker ID=${index + 1},Cluster Name=${Properties.ClusterName}`,
      ),
    );
    for (const metric of ['CpuIdle', 'UnderReplicatedPartitions', 'KafkaDataLogsDiskUsed']) {
      expect(
        metricAlarms.filter((alarm) => alarm.metric === metric).map(({ dimensions }) => dimensions),
      ).toEqual(brokers);
    }
  });

  it('is every function and every dead-letter queue', () => {
    const named = (metric: string): readonly string[] =>
      metricAlarms
        .filter((alarm) => alarm.metric === metric)
        .map(({ dimensions }) => dimensions.replace(/^\w+=/, ''));
    // Those of the brokers' stack run at a deployment, and of spans nobody needs every one.
    const functions = templates
      .filter(({ id }) => !['Streaming', 'Traces'].includes(id))
      .flatMap((stack) =>
        resourcesOf(stack, 'AWS::Lambda::Function').map(({ logicalId }) => `${stack.stackName}-${logicalId}`),
      );
    expect(named('Throttles').toSorted()).toEqual(functions.toSorted());
    const queues = templates.flatMap((template) => resourcesOf(template, 'AWS::SQS::Queue'));
    expect(named('ApproximateNumberOfMessagesVisible')).toHaveLength(
      queues.filter(({ logicalId }) => logicalId.startsWith('DeadLetters')).length,
    );
  });
});

/** @returns what pages when the given alarms have a bad day and the others a good one */
const pagesWhen = (isBad: (alarm: MetricAlarm) => boolean): readonly string[] => {
  const ringing = new Set(
    metricAlarms
      .filter(
        (alarm) =>
          judged(alarm, often(longEnough, isBad(alarm) ? dayOf(alarm).bad : dayOf(alarm).good)) === 'ALARM',
      )
      .map(({ name }) => name),
  );
  const rings = (name: string | undefined): boolean =>
    pagingAlarms.some(
      (paging) => paging.name === name && paging.children.some((child) => ringing.has(child)),
    );
  return pagingAlarms
    .filter(({ name, explainedBy }) => rings(name) && !rings(explainedBy))
    .map(({ name }) => name);
};

describe('a page', () => {
  const late = new Set([
    'EstimatedMaxTimeLag',
    'IteratorAge',
    'DeadlinesMissed',
    'OldestSagaWaitSeconds',
    'BreakerOpen',
  ]);

  it('is one when a broker breaks, although everybody comes late behind it', () => {
    const isBad = ({ metric, dimensions }: MetricAlarm): boolean =>
      late.has(metric) || (metric === 'UnderReplicatedPartitions' && !dimensions.includes('Broker ID=2'));
    expect(pagesWhen(isBad)).toEqual(['tributary-dev-brokers']);
  });

  it('is of one context when one is late, and of the other thing too that brokers do not explain', () => {
    const isOrdering = ({ stack, metric }: MetricAlarm): boolean => stack === 'Ordering' && late.has(metric);
    expect(pagesWhen(isOrdering)).toEqual(['tributary-dev-ordering-late']);
    const hasLetters = ({ stack, metric }: MetricAlarm): boolean =>
      metric === 'OfflinePartitionsCount' ||
      (stack === 'Payment' && metric === 'ApproximateNumberOfMessagesVisible');
    expect(pagesWhen(hasLetters)).toEqual(['tributary-dev-brokers', 'tributary-dev-payment-wrong']);
  });

  it('says when it is over, too', () => {
    for (const { actions, okActions } of pagingAlarms) {
      expect(actions).toHaveLength(1);
      expect(okActions).toEqual(actions);
    }
  });
});
