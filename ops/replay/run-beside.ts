/** The command `replay --beside`: says what it will do, asks, and runs it until it has everything. */
import { styleText } from 'node:util';
import { UsageError } from '../command.ts';
import { confirmed } from '../confirmed.ts';
import { besideOn, nameOf } from './beside.ts';
import { deployedMappings } from './deployed-mappings.ts';
import { partitionsOf } from './group-offsets.ts';
import { planOf, recordsIn } from './plan.ts';
import type { Start } from './start.ts';
import { type WatchProps, watch } from './watch.ts';

export interface BesideWish {
  readonly name: string;
  readonly start: Start;
  readonly sideEffects: boolean;
  readonly yes: boolean;
}

/** @returns the exit code. @throws UsageError for what cannot be beside */
export const runBeside = async (run: WatchProps, wish: BesideWish): Promise<number> => {
  const { connection, consumer, say } = run;
  const { name, start, yes } = wish;
  refuseWhatCannotBe(consumer, wish);
  if (start.kind === 'offset') throw new UsageError('beside, it starts at the beginning or at a moment');
  const about = await announcement(run, name, start);
  if (!(await confirmed(about, { yes, say }))) return 1;
  using beside = besideOn(connection, { consumer, name, start });
  say('deploying it');
  const stop = await beside.start(say);
  try {
    const isDone = await watch({ ...run, consumer: nameOf({ consumer, name }) });
    if (!isDone) {
      say('interrupted: it stays deployed, and knows how far it is; the same words go on');
      return 130;
    }
  } finally {
    await stop();
  }
  say('taking it away');
  await beside.end();
  return 0;
};

const refuseWhatCannotBe = (consumer: string, { name, sideEffects }: BesideWish): void => {
  if (/-v\d+$/.test(consumer)) {
    throw new UsageError(
      `${consumer} is a version of a view: to build it again, add the next: docs/tracking.md`,
    );
  }
  if (!/^[a-z0-9-]{1,20}$/.test(name)) {
    throw new UsageError(`--beside is ${name}; expected up to 20 of a-z, 0-9 and -`);
  }
  if (sideEffects) throw new UsageError('beside, side effects are always off; --in-place has them');
};

const announcement = async (
  { connection, admin, consumer }: WatchProps,
  name: string,
  start: Exclude<Start, { kind: 'offset' }>,
): Promise<string> => {
  const at = start.kind === 'moment' ? start.at : undefined;
  const mappings = await deployedMappings(connection, consumer);
  const states = await Promise.all(mappings.map((mapping) => partitionsOf(admin, mapping, at)));
  const records = recordsIn(planOf(start, states.flat()));
  const besideName = nameOf({ consumer, name });
  return [
    styleText(
      'bold',
      `${besideName} will handle ${records} records beside ${consumer}, which goes on as it is:`,
    ),
    ...mappings.map(({ topic }) => `  group ${connection.env}.${besideName}.${topic}`),
    'Side effects are off: no letter is sent, no gateway is asked. What was handled before is known, and changes nothing.',
    'A group of this name that was there before goes on where it was. When all is handled, function and mappings are taken away.',
  ].join('\n');
};
