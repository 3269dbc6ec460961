/** Lambda: returns that waited long enough, for the goods or for a reply. */
import { deadlineHandler } from '../platform/deadline/deadline-handler.ts';
import { fired } from './fired.ts';
import type { TimedCommand } from './steps/decider.ts';
import { connections, returns } from './wiring.ts';

export const handler = deadlineHandler('returns.deadlines', {
  arm: connections.arm,
  aggregates: {
    'returns/return': (command, cause) => returns.handle(fired(command as TimedCommand, Date.now()), cause),
  },
});
