/** What a replay in place is about, read from the running system: its mappings, their states, and the plan. */
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Switches } from '../../functions/platform/consumer/circuit.ts';
import { mappingSwitches } from '../../functions/platform/consumer/mapping-switches.ts';
import { UsageError } from '../command.ts';
import type { Connection } from '../connection.ts';
import { type DeployedMapping, deployedMappings } from './deployed-mappings.ts';
import { lagOf, partitionsOf } from './group-offsets.ts';
import { type PlannedPartition, planOf } from './plan.ts';
import type { Look } from './progress.ts';
import type { Start } from './start.ts';

export interface Replay {
  readonly mappings: readonly DeployedMapping[];
  readonly switches: Switches;
  readonly plan: readonly PlannedPartition[];
  /** Mappings that are not enabled: somebody else has paused them. */
  readonly paused: readonly DeployedMapping[];
}

export interface Wish {
  /** `<context>.<function>` */
  readonly consumer: string;
  /** @default all that it listens to */
  readonly topic?: string | undefined;
  readonly start: Start;
}

/** @throws UsageError when there is no such consumer or topic, or the start needs one topic and there are more */
export const replayOf = async (
  connection: Connection,
  admin: ReturnType<Connection['kafka']['admin']>,
  { consumer, topic, start }: Wish,
): Promise<Replay> => {
  const mappings = await chosen(connection, consumer, topic);
  if (start.kind === 'offset' && mappings.length > 1) {
    const topics = mappings.map((mapping) => mapping.topic).join(', ');
    throw new UsageError(`an offset is of one topic: say --topic, one of ${topics}`);
  }
  const at = start.kind === 'moment' ? start.at : undefined;
  const plans = await Promise.all(
    mappings.map(async (mapping) => planOf(start, await partitionsOf(admin, mapping, at))),
  );
  const switches = mappingSwitches(new LambdaClient(connection.aws));
  const states = await Promise.all(mappings.map(({ uuid }) => switches.stateOf(uuid)));
  const paused = mappings.filter((_, index) => states[index] !== 'enabled');
  return { mappings, switches, plan: plans.flat(), paused };
};

const chosen = async (connection: Connection, consumer: string, topic: string | undefined) => {
  const mappings = await deployedMappings(connection, consumer);
  const own = mappings.filter((mapping) => topic === undefined || mapping.topic === topic);
  if (own.length > 0) return own;
  const topics = mappings.map((mapping) => mapping.topic).join(', ');
  throw new UsageError(`${consumer} does not listen to ${topic}; it listens to ${topics}`);
};

/** How much is left to be handled, up to the ends of now: for `progressLine`. */
export const looksAt = async (
  connection: Connection,
  admin: ReturnType<Connection['kafka']['admin']>,
  consumer: string,
): Promise<() => Promise<Look>> => {
  const mappings = await deployedMappings(connection, consumer);
  const states = await Promise.all(mappings.map((mapping) => partitionsOf(admin, mapping)));
  const ends = new Map(states.flat().map(({ topic, partition, high }) => [`${topic}-${partition}`, high]));
  return async () => {
    const lags = await Promise.all(mappings.map((mapping) => lagOf(admin, mapping, ends)));
    return { at: Date.now(), left: lags.reduce((sum, lag) => sum + lag, 0) };
  };
};
