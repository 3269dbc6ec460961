/** What changed in a topic's own settings, in words for reviewers. */
import type { Snapshot } from './snapshot.ts';

const suffix = '/topic.json';

/** @returns a line for each topic that was added or removed, and for each setting that changed */
export const settingDifferences = (before: Snapshot, after: Snapshot): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => path.endsWith(suffix))
    .sort()
    .flatMap((path) => topicLines(path.slice(0, -suffix.length), before.get(path), after.get(path)));

const topicLines = (topic: string, old: string | undefined, now: string | undefined): readonly string[] => {
  if (old === undefined) return [`+ ${topic}: a new topic`];
  if (now === undefined) return [`- ${topic}: the topic is removed`];
  const [was, is] = [settingsIn(old), settingsIn(now)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names
    .filter((name) => was[name] !== is[name])
    .map((name) => `~ ${topic}: ${name} was ${JSON.stringify(was[name])}, is ${JSON.stringify(is[name])}`);
};

/** Settings are single values. */
const settingsIn = (text: string): { readonly [name: string]: unknown } => JSON.parse(text);
