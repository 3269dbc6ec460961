/** The app with changes of its source, in a folder of its own. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../local/install/home.ts';

/** In a file, a text that is there once becomes another. */
export type Change = readonly [file: string, before: string, after: string];

export interface ChangedApp extends Disposable {
  readonly folder: string;
  readonly change: (...changes: readonly Change[]) => void;
}

const parts = [
  ...['bin', 'lib', 'schemas', 'functions', 'synth', 'local/assembly'],
  ...['cdk.json', 'package.json', 'package-lock.json'],
];

export const copiedApp = (): ChangedApp => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-changed-'));
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    change: (...changes) => {
      for (const [file, before, after] of changes) {
        const path = join(folder, file);
        const text = readFileSync(path, 'utf8');
        if (text.split(before).length !== 2) throw new Error(`expected once in ${file}: ${before}`);
        writeFileSync(
          path,
          text.replace(before, () => after),
        );
      }
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** A name that CloudFormation knows the tables of contexts by. */
export const renamedTable: Change = [
  'lib/platform/context/bounded-context.ts',
  "this, 'Table',",
  "this, 'Store',",
];
