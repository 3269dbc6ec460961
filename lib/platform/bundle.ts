/** A function's code: one TypeScript file and all that it imports, as one ES module. */
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** CommonJS packages in an ES module need a `require`: avsc and kafkajs ask for Node's own modules. */
const requireBanner =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Shared with whoever builds a function in another way. */
export const buildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: requireBanner },
} as const satisfies BuildOptions;

/**
 * esbuild is called in this process: `NodejsFunction` starts npm for each bundle, which takes longer than the bundle.
 *
 * @param entry relative to the root
 * @throws esbuild's error, which names file and line
 */
export const bundled = (entry: string): Code =>
  Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never used, as the local bundling always does it. The command tells one bundle from another.
      image: DockerImage.fromRegistry('none'),
      command: [entry],
      local: {
        tryBundle: (folder) => {
          buildSync({ ...buildOptions, entryPoints: [entry], outfile: join(folder, 'index.mjs') });
          return true;
        },
      },
    },
  });
