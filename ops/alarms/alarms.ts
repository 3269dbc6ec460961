/** The alarms of an environment, each with the heading of the runbook that says what to do. */
import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { clientsOf } from '../clients.ts';
import type { Connection } from '../connection.ts';

export interface AlarmState {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** What is wrong when it rings, a sentence. */
  readonly says: string;
  /** Such as `docs/runbooks/lag.md#a-consumer-is-behind`; undefined where it names none. */
  readonly runbook: string | undefined;
  /** Since when it is so, milliseconds since 1970. */
  readonly since: number | undefined;
}

/** Those that ring first. */
export const alarmsOf = async (
  connection: Pick<Connection, 'aws' | 'env' | 'contexts'>,
): Promise<readonly AlarmState[]> => {
  const { env, contexts } = connection;
  const client = clientsOf(connection).cloudWatch;
  const deployed = new Set(contexts.flatMap(({ physicalIds }) => [...physicalIds.values()]));
  const isOurs = ({ name }: AlarmState): boolean =>
    deployed.has(name) || name.startsWith(`tributary-${env}-`);
  const alarms: AlarmState[] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, {})) {
    alarms.push(...MetricAlarms.map(stateOf).filter(isOurs));
  }
  return alarms.sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1));
};

const rankOf = ({ state }: AlarmState): number => ['ALARM', 'INSUFFICIENT_DATA', 'OK'].indexOf(state);

/** Its description ends with where to look: `See docs/runbooks/lag.md#a-heading.` */
export const stateOf = (alarm: MetricAlarm): AlarmState => {
  const { AlarmName = '', AlarmDescription = '', StateValue, StateUpdatedTimestamp } = alarm;
  const [, says = AlarmDescription, runbook] =
    /^(.*?)\s*See (\S+\.md#[\w-]+)\.$/s.exec(AlarmDescription) ?? [];
  const isKnown = StateValue === 'OK' || StateValue === 'ALARM';
  return {
    name: AlarmName,
    state: isKnown ? StateValue : 'INSUFFICIENT_DATA',
    says,
    runbook,
    since: StateUpdatedTimestamp?.getTime(),
  };
};
