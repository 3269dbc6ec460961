/** Where an aggregate's head and its journal disagree. */
import { isDeepStrictEqual } from 'node:util';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamodbOptions } from '../../functions/platform/commit/commit.ts';
import type { Message } from '../../functions/platform/commit/decider.ts';
import type { JournalEntry } from '../../functions/platform/commit/journal.ts';
import type { History } from './journaled.ts';

type Told = Pick<History, 'head' | 'entries' | 'folded'>;

/** @returns a sentence for each; none when the journal tells the head */
export const faultsIn = (history: Told): readonly string[] => [
  ...gapsIn(history.entries),
  ...headFaults(history),
];

/** Versions that no commit, or more than one, accounts for. */
export const gapsIn = (entries: readonly JournalEntry<Message>[]): readonly string[] =>
  entries.flatMap(({ version, events }, index) => {
    const [first, expected] = [version - events.length + 1, (entries[index - 1]?.version ?? 0) + 1];
    if (first === expected) return [];
    return first > expected
      ? [`the journal has no commit for versions ${expected} to ${first - 1}`]
      : [`the journal has more than one commit for versions ${first} to ${expected - 1}`];
  });

const headFaults = ({ head, entries, folded }: Told): readonly string[] => {
  if (head === undefined) {
    return entries.length === 0
      ? ['there is neither a head nor a journal']
      : [`there is no head, and a journal of ${folded.version} events`];
  }
  if (entries.length === 0) return [`there is a head at version ${head.version}, and no journal`];
  const versions =
    head.version === folded.version
      ? []
      : [`the head is at version ${head.version}, the journal at ${folded.version}`];
  return [...versions, ...differences('state', plain(head.state), plain(folded.state))];
};

/** As it would be read back from the table. */
const plain = (state: unknown): unknown => unmarshall(marshall({ state }, dynamodbOptions)).state;

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null;

const differences = (path: string, head: unknown, journal: unknown): readonly string[] => {
  if (isDeepStrictEqual(head, journal)) return [];
  if (!isObject(head) || !isObject(journal) || Array.isArray(head) !== Array.isArray(journal)) {
    return [`${path} is ${shown(head)}, by the journal ${shown(journal)}`];
  }
  const names = new Set([...Object.keys(head), ...Object.keys(journal)]);
  return [...names].flatMap((name) => differences(`${path}.${name}`, head[name], journal[name]));
};

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));
