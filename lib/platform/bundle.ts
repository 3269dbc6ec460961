/** A function's code: one TypeScript file and all that it imports, as ES modules. */
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** CommonJS packages in an ES module need a `require`: avsc and kafkajs ask for Node's own modules. */
const requireBanner =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Shared with whoever builds a function in another way. What is imported when it is first needed stands in a file of its
 * own, so that a cold start does not parse it.
 */
export const buildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  splitting: true,
  entryNames: 'index',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  // avsc's own door to its types alone: without containers of files, services and its language of schemas.
  alias: { avsc: 'avsc/etc/browser/avsc-types.js' },
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
          buildSync({ ...buildOptions, entryPoints: [entry], outdir: folder });
          return true;
        },
      },
    },
  });
