/** Writes a head again from its journal. */
import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { headItem } from '../../functions/platform/commit/commit.ts';
import { gapsIn } from './faults.ts';
import type { History, Place } from './journaled.ts';

/** @returns why a head cannot be told from this journal; undefined when it can */
export const refusalOf = ({ head, entries, folded }: Pick<History, 'head' | 'entries' | 'folded'>) => {
  if (entries.length === 0) return 'it has no journal to be rebuilt from';
  const [gap] = gapsIn(entries);
  if (gap !== undefined) return `${gap}: restore the table's commit records first`;
  if ((head?.version ?? 0) > folded.version) {
    return `its head is at version ${head?.version} and its journal ends at ${folded.version}: versions would be used twice; restore the table's commit records first`;
  }
  return undefined;
};

/**
 * The head becomes what its last commit wrote, outgoing messages and all, so the relay sends those once more; a repeat
 * changes nothing. It is written on condition that its version is still the one that was read.
 *
 * @returns `moved` when somebody else wrote the head meanwhile, and nothing was changed
 * @throws Error saying why the journal cannot tell the head
 */
export const rebuildHead = async (
  { client, table }: Place,
  history: History,
): Promise<'rebuilt' | 'moved'> => {
  const refusal = refusalOf(history);
  if (refusal !== undefined) throw new Error(`${history.name} ${history.id} was not rebuilt: ${refusal}`);
  const Item = headItem(await history.remade(history.entries.length - 1));
  try {
    await client.send(new PutItemCommand({ TableName: table, Item, ...unchangedSince(history) }));
    return 'rebuilt';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'moved';
    throw error;
  }
};

const unchangedSince = ({ head }: History) =>
  head === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': { N: String(head.version) } },
      };
