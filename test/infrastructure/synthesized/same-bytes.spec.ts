/** The same source gives the same assembly, byte by byte, without an account and without a network. */
import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { synthesize } from '../../../synth/app.ts';
import { assemblyOf } from '../../../synth/assembly.ts';

const filesIn = (folder: string): { readonly [file: string]: string } =>
  Object.fromEntries(
    globSync('**/*', { cwd: folder })
      .filter((file) => statSync(join(folder, file)).isFile())
      .sort()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ]),
  );

const takenOver = { env: 'prod', recoveryRegion: 'eu-west-1', failover: 'true' };

it.each([{ env: 'local' }, { env: 'dev' }, { env: 'staging' }, { env: 'prod' }, takenOver])(
  '%o is synthesized twice, to the same bytes',
  { timeout: 300_000 },
  async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'tributary-again-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const first = filesIn(await assemblyOf(context));
    await synthesize({ context, folder });
    expect(Object.keys(first).length).toBeGreaterThan(20);
    expect(filesIn(folder)).toEqual(first);
  },
);
