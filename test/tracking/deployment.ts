/** Versions of the timeline side by side, as a deployment has them, each with its handler and its table. */
import type { Context, MSKEvent, MSKRecord } from 'aws-lambda';
import type { BatchOutcome } from '../../functions/platform/consumer/consumer.ts';
import { kafkaHandler } from '../../functions/platform/consumer/kafka-handler.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { type Positions, positionsIn } from '../../functions/platform/projection/positions.ts';
import {
  type ProjectionVersions,
  projectionVersions,
} from '../../functions/platform/projection/projection-versions.ts';
import { progressOf, rebuild } from '../../functions/platform/projection/rebuild.ts';
import { recordIn } from '../../functions/tracking/record.ts';
import type { Told } from '../../functions/tracking/told.ts';
import { projection as first, type HeardEvent, heard } from '../../functions/tracking/v1/projection.ts';
import type { Contract } from '../../schemas/contract.ts';
import { batchOf } from '../platform/records.ts';
import { newTable } from '../tables.ts';
import { projection as second } from './second-version/projection.ts';
import { newTimeline } from './timeline-table.ts';

const projections: Readonly<Record<number, (event: HeardEvent) => Told>> = { 1: first, 2: second };

export interface DeploymentProps {
  readonly awsEndpoint: string;
  readonly registry: SchemaRegistry;
  readonly contract: Contract;
  /** Puts something in between, for what breaks. @default nothing */
  readonly between?: (parts: Parts) => Parts;
}

export interface Parts {
  readonly versions: ProjectionVersions;
  readonly positions: Positions;
}

export const newDeployment = async ({
  awsEndpoint,
  registry,
  contract,
  between = (parts) => parts,
}: DeploymentProps) => {
  const [one, two] = [await newTimeline(awsEndpoint), await newTimeline(awsEndpoint)];
  const { client } = one;
  const base = await newTable(client, 'projection');
  const deployed = [
    { version: 1, table: one.table },
    { version: 2, table: two.table },
  ] as const;
  const real: Parts = {
    versions: projectionVersions({ client, table: base, name: 'timeline', deployed: [...deployed] }),
    positions: positionsIn(client, base),
  };
  const parts = between(real);

  /** A sandbox of a version's function: what it remembers dies with it. */
  const sandbox = (version: 1 | 2, now?: () => number) => {
    const { handled, moveWhenReached, table } = rebuild(version, { ...parts, ...(now && { now }) });
    const record = recordIn(client, table);
    const handler = kafkaHandler<HeardEvent>({
      consumer: `test.timeline-v${version}`,
      contracts: [contract],
      heard,
      handle: (told) => record(told, projections[version]?.(told.event) ?? first(told.event)),
      handled,
      connections: {
        registry,
        parkingFor: () => ({
          park: async (_record, error) => {
            throw error;
          },
          held: async () => new Set(),
        }),
        suspect: async () => undefined,
      },
    });
    const invoke = (records: readonly MSKRecord[]): Promise<BatchOutcome> =>
      (handler as (event: MSKEvent, context: Context) => Promise<BatchOutcome>)(batchOf(...records), {
        awsRequestId: 'test',
        getRemainingTimeInMillis: () => 60_000,
      } as Context);
    return { invoke, moveWhenReached };
  };

  return {
    one,
    two,
    sandbox,
    live: async () => (await real.versions.live()).version,
    progress: async () => progressOf(real),
  };
};

export type Deployment = Awaited<ReturnType<typeof newDeployment>>;
