/** What changed between two states of the contracts, in words for reviewers. */
import { fieldsOf } from './fields.ts';
import { settingDifferences } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

interface VersionFile {
  readonly path: string;
  /** `<context>/<aggregate>/<Type>`. */
  readonly message: string;
  readonly version: number;
}

/** @returns a line for each message that was added, changed or removed, with its fields below */
export const differences = (before: Snapshot, after: Snapshot): readonly string[] => {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const versions = versionFiles(paths).flatMap((file) => changed(file, before, after));
  return [...settingDifferences(before, after), ...versions];
};

const versionFiles = (paths: readonly string[]): readonly VersionFile[] =>
  paths
    .filter((path) => path.endsWith('.avsc'))
    .map((path) => {
      const [, message = path, version = '0'] = /^(.*)\.v(\d+)\.avsc$/.exec(path) ?? [];
      return { path, message, version: Number(version) };
    })
    .sort((a, b) => (a.message === b.message ? a.version - b.version : a.message < b.message ? -1 : 1));

const changed = (file: VersionFile, before: Snapshot, after: Snapshot): readonly string[] => {
  const [old, now] = [before.get(file.path), after.get(file.path)];
  const name = `${file.message} v${file.version}`;
  if (now === undefined) return [`- ${name}: removed`];
  if (old !== undefined)
    return JSON.stringify(JSON.parse(old)) === JSON.stringify(JSON.parse(now))
      ? []
      : [`~ ${name}: edited`, ...fieldLines(old, now)];
  const previous = previousOf(file, after);
  return previous === undefined
    ? [`+ ${name}: a new message`, ...fieldLines(undefined, now)]
    : [`+ ${name}: a new version, compared with v${previous.version}`, ...fieldLines(previous.text, now)];
};

const previousOf = ({ message, version }: VersionFile, snapshot: Snapshot) =>
  versionFiles([...snapshot.keys()])
    .filter((file) => file.message === message && file.version < version)
    .map((file) => ({ version: file.version, text: snapshot.get(file.path) }))
    .at(-1);

const fieldLines = (old: string | undefined, now: string): readonly string[] => {
  const was = old === undefined ? new Map<string, string>() : fieldsOf(JSON.parse(old));
  const is = fieldsOf(JSON.parse(now));
  const lines = [...new Set([...was.keys(), ...is.keys()])].flatMap((path) =>
    fieldLine(path, was.get(path), is.get(path)),
  );
  return lines.length > 0 ? lines : ['    no field changed: only docs, names or their order'];
};

const fieldLine = (path: string, was: string | undefined, is: string | undefined): readonly string[] => {
  if (was === is) return [];
  if (was === undefined) return [`  + field ${path}: ${is}`];
  return is === undefined ? [`  - field ${path}: ${was}`] : [`  ~ field ${path}: ${was}, now ${is}`];
};
