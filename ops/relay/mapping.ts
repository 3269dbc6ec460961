/** Pauses and resumes the mapping that feeds a relay; what is committed meanwhile waits in the stream. */

import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';

const patience = 120_000;
const pause = 500;

export const mappingState = async (lambda: LambdaClient, UUID: string): Promise<string> => {
  const { State = 'unknown' } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
  return State;
};

/**
 * Goes on from where it was: the position in the stream is kept.
 *
 * @throws Error when the mapping is not in that state after two minutes
 */
export const setEnabled = async (lambda: LambdaClient, UUID: string, Enabled: boolean): Promise<void> => {
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  const wanted = Enabled ? 'Enabled' : 'Disabled';
  const until = performance.now() + patience;
  for (;;) {
    const state = await mappingState(lambda, UUID);
    if (state === wanted) return;
    if (performance.now() > until) {
      throw new Error(
        `the mapping ${UUID} is ${state}, and should be ${wanted}; ask again, it may need longer`,
      );
    }
    await sleep(pause);
  }
};
