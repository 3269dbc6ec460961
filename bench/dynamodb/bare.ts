/** The requests of some work by themselves: built before the clock starts, and sent as many at once as the work does. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { perSecondOf } from '../harness/timed.ts';
import { limited } from '../limited.ts';
import { type SentCommand, towards } from './recorded.ts';
import { newTable } from './table.ts';

/** @returns how many of them a second */
export const bare = async (
  client: DynamoDBClient,
  commands: readonly SentCommand[],
  atOnce: number,
): Promise<number> => {
  const table = await newTable(client);
  const fresh = commands.map((command) => towards(table, command));
  return perSecondOf(fresh.length, () => limited(atOnce, fresh, (command) => client.send(command)));
};
