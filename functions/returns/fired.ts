/** A deadline's command, at the time when it is taken up: a queue that stood still must not use up the attempts. */
import type { TimedCommand } from './steps/decider.ts';

/** @param at milliseconds since 1970 */
export const fired = (command: TimedCommand, at: number): TimedCommand =>
  command.type === 'ExpireReturn'
    ? { type: command.type, data: { ...command.data, at } }
    : { type: command.type, data: { ...command.data, at } };
