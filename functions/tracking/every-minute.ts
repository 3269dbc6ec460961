/** Lambda, every minute: measures waiting sagas, and finishes a rebuild whose last batch could not. */
import middy from '@middy/core';
import { observed } from '../platform/observed.ts';
import { rebuild } from '../platform/projection/rebuild.ts';
import { measure } from './measure.ts';
import { liveTimeline, positions, steps, versions } from './wiring.ts';

export const handler = middy<unknown, void>()
  .use(observed('tracking.every-minute'))
  .handler(async () => {
    for (const { version } of versions.deployed) {
      await rebuild(version, { versions, positions }).moveWhenReached();
    }
    await measure(steps, await liveTimeline(), Date.now());
  });
