/** Whether a letter in the queue is of a record that is parked no longer: then it has nothing more to tell. */

import { letterIn } from '../../functions/platform/consumer/letter.ts';
import { markKey } from '../../functions/platform/consumer/mark.ts';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { parkedBy } from './marks.ts';
import { kindOf } from './queue.ts';
import type { Place, World } from './world.ts';

/** The mark is put before the letter is sent, and removed after its record was handled: without one, it was. */
export const isSwept = async (
  world: Pick<World, 'dynamodb' | 'file'>,
  place: Place,
  body: string,
): Promise<boolean> => {
  if (kindOf(body).kind !== 'record') return false;
  const stored = letterIn(body);
  if (stored === undefined) return false;
  const whole =
    'recordAt' in stored ? letterIn(await world.file.read(stored.recordAt).catch(() => '')) : stored;
  // Its file goes when it is redriven.
  if (whole === undefined || !('record' in whole)) return true;
  const { sk } = markKey(whole.consumer, incoming(whole.record));
  for await (const _mark of parkedBy(world.dynamodb, place, whole.consumer, sk)) return false;
  return true;
};
