/** Deploys other versions of the timeline into the running system, with the mappings that they bring. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mappingsOf } from '../../local/assembly/mappings.ts';
import { readTemplates } from '../../local/assembly/templates.ts';
import { cdk } from '../../local/cdk.ts';
import { deployedStack } from '../../local/deployed.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { startPoller } from '../../local/poller-process.ts';
import type { Stack } from '../../local/stack-file.ts';

const stackId = 'Tracking';

const fatal = (error: Error): never => {
  throw error;
};

/**
 * @param trackingVersions for `-c`
 * @param group starts the mappings of consumer groups with this in their name; the others run already
 * @returns what starts them, and stops what was started
 */
export const deployVersions = async (stack: Stack, trackingVersions: string, group: string) => {
  const dir = mkdtempSync(join(tmpdir(), 'tributary-'));
  const running = new AsyncDisposableStack();
  running.defer(() => rmSync(dir, { recursive: true, force: true }));
  const assembly = join(dir, 'cdk.out');
  const { awsEndpoint, kafkaBrokers, schemaRegistryUrl, gatewayUrl } = stack;
  const context = { env: 'local', kafkaBrokers, schemaRegistryUrl, gatewayUrl, trackingVersions };
  const tool = cdk({ awsEndpoint, assembly, context });
  await tool.synth();
  await tool.deploy([stackId]);
  const templates = readTemplates(assembly).filter(({ id }) => id === stackId);
  return {
    start: async (): Promise<void> => {
      for (const template of templates) {
        const { physicalIds } = await deployedStack(clientConfiguration(awsEndpoint), template.stackName);
        const mappings = mappingsOf(template, physicalIds).filter(({ consumerGroup }) =>
          consumerGroup.includes(group),
        );
        const logs = join(dir, 'poller');
        mkdirSync(logs);
        const silent = { say: () => undefined, onTrace: () => undefined, onFatal: fatal };
        const poller = await startPoller({ dir: logs, kafkaBrokers, awsEndpoint, mappings, ...silent });
        running.defer(poller.stop);
      }
    },
    stop: () => running.disposeAsync(),
  };
};

/** As it was deployed first. */
export const deployAgain = (stack: Stack, assembly: string): Promise<void> =>
  cdk({ awsEndpoint: stack.awsEndpoint, assembly, context: {} }).deploy([stackId]);
