/** Which aggregates a command is about, by its words. */
import { aggregates } from '../aggregates.ts';
import { clientsOf } from '../clients.ts';
import { UsageError } from '../command.ts';
import type { Connection, DeployedContext } from '../connection.ts';
import { required } from '../options.ts';
import type { Journaled, Place } from './journaled.ts';

export interface Target {
  readonly context: DeployedContext;
  /** One when it was named, else all of the context. */
  readonly kinds: readonly Journaled[];
  readonly place: Place;
}

/** @throws UsageError naming what there is */
export const targetOf = (
  connection: Connection,
  words: { readonly context?: string | undefined; readonly aggregate?: string | undefined },
): Target => {
  const name = required('context', words.context);
  const ofContext = aggregates.filter((each) => each.name.startsWith(`${name}/`));
  const kinds = ofContext.filter(
    (each) => words.aggregate === undefined || each.name === `${name}/${words.aggregate}`,
  );
  const context = connection.contexts.find((each) => each.name === name);
  if (context === undefined || kinds.length === 0) {
    const known = aggregates.map((each) => each.name.replace('/', ' --aggregate ')).join('\n  --context ');
    throw new UsageError(`there is no such aggregate; known are\n  --context ${known}`);
  }
  return { context, kinds, place: placeIn(connection, context) };
};

export const placeIn = (connection: Connection, { variables }: DeployedContext): Place => ({
  client: clientsOf(connection).dynamodb,
  table: variables.TABLE_NAME ?? '',
  registry: connection.registry,
});
