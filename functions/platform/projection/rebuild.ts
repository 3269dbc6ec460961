/** Moves readers over to a new version of a projection once it has all that the live one had. */
import type { Position } from '../consumer/position.ts';
import type { Positions, RecordedPosition } from './positions.ts';
import type { ProjectionVersion, ProjectionVersions } from './projection-versions.ts';
import { type RebuildProgress, rebuildProgress } from './rebuild-progress.ts';

export interface RebuildProps {
  readonly versions: ProjectionVersions;
  readonly positions: Positions;
  /** Milliseconds since 1970. @default the clock */
  readonly now?: () => number;
}

/** Readers see nothing older than this after a move, milliseconds; what is reached later is reached again. */
export const freshFor = 10_000;

interface Target {
  readonly positions: readonly RecordedPosition[];
  readonly takenAt: number;
}

/**
 * What a version's consumer does after each batch: it says how far it is, and moves readers over when it may.
 *
 * What must be reached is where the live version stood at some moment, not where it stands: under steady traffic two
 * consumers are hardly ever at the same offset in all partitions at once.
 */
export const rebuild = (version: number, { versions, positions, now = Date.now }: RebuildProps) => {
  const own = versions.deployed.find((each) => each.version === version);
  if (own === undefined) {
    const known = versions.deployed.map((each) => each.version).join(', ');
    throw new Error(`version ${version} of the projection is not deployed; expected one of ${known}`);
  }
  let target: Target | undefined;
  let isOver = false;

  const targetNow = async ({ table }: ProjectionVersion): Promise<Target> => {
    const takenAt = now();
    return { positions: await positions.read(table), takenAt };
  };
  /** Our own positions are read after those that they must reach. */
  const has = async ({ positions: live }: Target): Promise<boolean> =>
    rebuildProgress(live, await positions.read(own.table), now()).isReached;

  const moveWhenReached = async (): Promise<void> => {
    const live = isOver ? own : await versions.live();
    // Nothing moves backwards, so this need not be asked again.
    isOver ||= live.version >= version;
    if (isOver) return;
    const takenBefore = target;
    target ??= await targetNow(live);
    if (!(await has(target))) return;
    if (takenBefore !== undefined && now() - takenBefore.takenAt > freshFor) {
      target = await targetNow(live);
      if (!(await has(target))) return;
    }
    await versions.moveTo(own);
  };

  return {
    /** The version's own. */
    table: own.table,
    /** For `handled` of a consumer. @throws TransientFailure: then the batch comes again */
    handled: async (position: Position): Promise<void> => {
      await positions.record(own.table, position);
      await moveWhenReached();
    },
    /** For a schedule: where the last batch came and the function ended before it could move. */
    moveWhenReached,
  };
};

export interface VersionProgress extends RebuildProgress {
  readonly version: number;
  /** `old` is fed and asked no more. */
  readonly state: 'old' | 'live' | 'building';
}

/** All versions, the lowest first. */
export const progressOf = async ({
  versions,
  positions,
  now = Date.now,
}: RebuildProps): Promise<readonly VersionProgress[]> => {
  const live = await versions.live();
  const target = await positions.read(live.table);
  return Promise.all(
    versions.deployed.map(async ({ version, table }) => ({
      version,
      state: stateOf(version, live),
      ...rebuildProgress(target, await positions.read(table), now()),
    })),
  );
};

const stateOf = (version: number, live: ProjectionVersion): VersionProgress['state'] => {
  if (version === live.version) return 'live';
  return version < live.version ? 'old' : 'building';
};
