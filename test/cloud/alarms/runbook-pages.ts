/** The pages of `docs/runbooks/`, heading by heading. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../../local/install/home.ts';
import { anchorOf } from '../../anchor-of.ts';

export interface Section {
  /** As GitHub makes it: `Dead letters` is `dead-letters`. */
  readonly anchor: string;
  readonly text: string;
}

const folder = join(root, 'docs', 'runbooks');

/** Sections by page: from each heading to the next that is as high. */
export const readRunbooks = (): ReadonlyMap<string, readonly Section[]> =>
  new Map(
    readdirSync(folder).map((file) => {
      const [, ...parts] = `\n${readFileSync(join(folder, file), 'utf8')}`.split(/\n## /);
      const sections = parts.map((text) => ({ anchor: anchorOf(text.slice(0, text.indexOf('\n'))), text }));
      return [basename(file, '.md'), sections];
    }),
  );
