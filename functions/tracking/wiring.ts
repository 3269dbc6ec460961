/** Tracking's dependencies, from its environment. */
import { briefly } from '../platform/briefly.ts';
import { dynamodbClient } from '../platform/commit/dynamodb-client.ts';
import { connected } from '../platform/connected.ts';
import { environment } from '../platform/environment.ts';
import { positionsIn } from '../platform/projection/positions.ts';
import { projectionVersions } from '../platform/projection/projection-versions.ts';
import { rebuild } from '../platform/projection/rebuild.ts';
import * as z from '../platform/zod.ts';
import { jsonOf } from './json-variable.ts';
import { recordIn } from './record.ts';
import { sagaStep } from './saga-step.ts';
import { timelineIn } from './timeline.ts';

const deployedVersion = z.strictObject({
  version: z.int().check(z.positive()),
  table: z.string().check(z.minLength(1)),
});

const { TABLE_NAME, PROJECTION_VERSIONS, SAGA_STEPS } = environment(
  {
    TABLE_NAME: z.string().check(z.minLength(1)),
    /** Each version that is deployed, with its table. */
    PROJECTION_VERSIONS: jsonOf(z.tuple([deployedVersion], deployedVersion)),
    SAGA_STEPS: z._default(jsonOf(z.array(sagaStep)), []),
  },
  process.env,
);

const client = dynamodbClient();

export const connections = connected(process.env);

export const versions = projectionVersions({
  client,
  table: TABLE_NAME,
  name: 'timeline',
  deployed: PROJECTION_VERSIONS,
});

export const positions = positionsIn(client, TABLE_NAME);

export const steps = SAGA_STEPS;

/** For the consumer of a version: where it writes, and what it does after each batch. */
export const writing = (version: number) => {
  const { handled, table } = rebuild(version, { versions, positions });
  return { record: recordIn(client, table), handled };
};

/** A move is seen everywhere within this time. */
const liveKnownFor = 1_000;

/** The version that answers now, with its rows. */
export const liveTimeline = briefly(liveKnownFor, async () => {
  const { version, table } = await versions.live();
  return { version, ...timelineIn(client, table) };
});
