/** A replay beside a live consumer: the same code, with consumer groups and a start of its own, and without side effects. */
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Node } from 'constructs';

export interface Replay {
  /** `<context>.<function>` */
  readonly consumer: string;
  /** Part of its consumer groups' names: the same name goes on where it was. */
  readonly name: string;
  readonly start: Start;
}

export interface Start {
  readonly startingPosition: StartingPosition;
  /** Seconds since 1970. */
  readonly startingPositionTimestamp?: number;
}

export const fromTheBeginning: Start = { startingPosition: StartingPosition.TRIM_HORIZON };

/**
 * `-c replay=<context>.<function>:<name>@beginning|<seconds since 1970>`; when it is gone, so is the replay.
 *
 * @throws Error saying what was expected
 */
export const replayIn = (node: Node): Replay | undefined => {
  const given: unknown = node.tryGetContext('replay');
  if (given === undefined) return undefined;
  const [, consumer, name, from] =
    /^(\w+\.[\w-]+):([a-z0-9-]{1,20})@(beginning|\d{1,11})$/.exec(String(given)) ?? [];
  if (consumer === undefined || name === undefined || from === undefined) {
    throw new Error(
      `replay is ${given}; expected <context>.<function>:<name>@beginning or @<seconds since 1970>`,
    );
  }
  if (/-v\d+$/.test(consumer)) {
    throw new Error(
      `${consumer} is a version of a projection, which is built again as the next: docs/tracking.md`,
    );
  }
  if (from === 'beginning') return { consumer, name, start: fromTheBeginning };
  const startingPosition = StartingPosition.AT_TIMESTAMP;
  return { consumer, name, start: { startingPosition, startingPositionTimestamp: Number(from) } };
};
