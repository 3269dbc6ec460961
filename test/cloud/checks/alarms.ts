/** Who is told of what, and which page says what to do. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../local/install/home.ts';
import { every, everyIn, type Found, type Stack } from '../assembly/stacks.ts';
import { type Check, counted } from './check.ts';

/** What each stack with such a mapping measures; the threshold is the highest that is still in time. */
const ofRelays = [
  { metric: 'IteratorAge', atMost: 900_000 },
  { metric: 'OnFailureDestinationDeliveredEventCount', atMost: 1 },
  { metric: 'DestinationDeliveryFailures', atMost: 1 },
];
const ofConsumers = [{ metric: 'BreakerOpen', atMost: 1 }];

export const alarms: Check = {
  says: 'every relay and every context that listens has its alarms, which ring in time',
  complaints: (assembly) =>
    assembly.stacks.flatMap((stack) => {
      const mappings = everyIn(stack, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);
      const relays = mappings.some(({ EventSourceArn }) =>
        JSON.stringify(EventSourceArn).includes('StreamArn'),
      );
      const listens = mappings.some((properties) => 'Topics' in properties);
      return [...(relays ? ofRelays : []), ...(listens ? ofConsumers : [])].flatMap((wanted) =>
        unheard(stack, wanted.metric, wanted.atMost),
      );
    }),
};

const unheard = (stack: Stack, metric: string, atMost: number): readonly string[] => {
  const found = everyIn(stack, 'AWS::CloudWatch::Alarm').filter(
    ({ Properties }) =>
      Properties.MetricName === metric &&
      Number(Properties.Threshold) <= atMost &&
      Properties.ActionsEnabled !== false &&
      String(Properties.ComparisonOperator).startsWith('Greater') &&
      Number(Properties.EvaluationPeriods) * Number(Properties.Period) <= 900,
  );
  return found.length > 0 ? [] : [`${stack.id} has no alarm of ${metric} that rings in time`];
};

export const sagas: Check = {
  says: 'an alarm for each step of a saga in which it can be stuck, and one for when nobody measures',
  complaints: (assembly) => {
    const found = every(assembly, 'AWS::CloudWatch::Alarm');
    const stuck = found.filter(({ Properties }) => Properties.MetricName === 'OldestSagaWaitSeconds');
    const unmeasured = found.filter(
      ({ Properties }) =>
        Properties.MetricName === 'SagasWaiting' && Properties.TreatMissingData === 'breaching',
    );
    return [
      ...counted('alarms of steps', stuck.length, 10),
      ...counted('alarms of silence', unmeasured.length, 1),
    ];
  },
};

/** A page, or what to ask. */
export const runbooks: Check = {
  says: 'an alarm names a page that is there, or the question that shows more',
  complaints: (assembly) =>
    every(assembly, 'AWS::CloudWatch::Alarm').flatMap(({ name, Properties }: Found) => {
      const text = String(Properties.AlarmDescription ?? '');
      const [page] = /docs\/runbooks\/[\w-]+\.md/.exec(text) ?? [];
      if (page !== undefined)
        return existsSync(join(root, page)) ? [] : [`${name} names ${page}, which is not there`];
      return /GET \/sagas\/|every-minute/.test(text) ? [] : [`${name} names no page: ${text}`];
    }),
};
