/** The requests of some work by themselves: built before the clock starts, and sent as many at once as the work does. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { perSecondOf } from '../harness/timed.ts';
import { limited } from '../limited.ts';
import { type SentCommand, towards } from './recorded.ts';
import { newTable } from './table.ts';

export interface BareProps {
  /** Requests of different keys. */
  readonly atOnce: number;
  /** The next batch begins when all of one is done. @default all of it is one batch */
  readonly perBatch?: number;
}

/** @returns how many of them a second */
export const bare = async (
  client: DynamoDBClient,
  commands: readonly SentCommand[],
  { atOnce, perBatch = commands.length }: BareProps,
): Promise<number> => {
  const table = await newTable(client);
  const batches = inBatches(commands, perBatch).map((batch) =>
    inTurns(batch).map((turn) => turn.map((command) => towards(table, command))),
  );
  return perSecondOf(commands.length, async () => {
    for (const batch of batches) {
      await limited(atOnce, batch, async (turn) => {
        for (const command of turn) await client.send(command);
      });
    }
  });
};

const inBatches = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/** Those of the same key go one after another; a transaction has no single key, and is a turn of its own. */
const inTurns = (commands: readonly SentCommand[]): readonly (readonly SentCommand[])[] => {
  const keyOf = ({ input }: SentCommand, index: number): string =>
    'Key' in input ? JSON.stringify(input.Key) : String(index);
  const turns = Map.groupBy(commands.entries(), ([index, command]) => keyOf(command, index));
  return [...turns.values()].map((turn) => turn.map(([, command]) => command));
};
