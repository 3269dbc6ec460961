/** A replay beside the live consumer, on a laptop: deployed, run until it has everything, and taken away again. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mappingsOf } from '../../local/assembly/mappings.ts';
import { readTemplates, type Template } from '../../local/assembly/templates.ts';
import { cdk } from '../../local/cdk.ts';
import { deployedStack } from '../../local/deployed.ts';
import { startPoller } from '../../local/poller-process.ts';
import type { Connection } from '../connection.ts';
import type { Start } from './start.ts';

export interface Beside {
  /** `<context>.<function>`, of the live one. */
  readonly consumer: string;
  readonly name: string;
  readonly start: Exclude<Start, { kind: 'offset' }>;
}

/** What the consumer that replays is called. */
export const nameOf = ({ consumer, name }: Pick<Beside, 'consumer' | 'name'>): string =>
  `${consumer}.replay-${name}`;

/** For `-c`. */
export const contextOf = ({ consumer, name, start }: Beside): string => {
  const from = start.kind === 'beginning' ? start.kind : String(Math.floor(start.at / 1_000));
  return `${consumer}:${name}@${from}`;
};

/** A stack's id in the app, such as `Payment`. */
export const stackOf = (consumer: string): string => {
  const [context = ''] = consumer.split('.');
  return context.charAt(0).toUpperCase() + context.slice(1);
};

/** @throws Error when it is not a laptop's system: there, who deploys may do it */
export const besideOn = (connection: Connection, beside: Beside) => {
  const { endpoint } = connection.aws as { readonly endpoint?: string };
  if (endpoint === undefined) throw new Error(inTheCloud(connection.env, beside));
  const variables: { readonly [name: string]: string } = Object.assign(
    {},
    ...connection.contexts.map((context) => context.variables),
  );
  const { KAFKA_BROKERS = '', SCHEMA_REGISTRY = '', GATEWAY_URL = '' } = variables;
  const addresses = {
    env: 'local',
    kafkaBrokers: KAFKA_BROKERS,
    schemaRegistryUrl: SCHEMA_REGISTRY,
    gatewayUrl: GATEWAY_URL,
  };
  const dir = mkdtempSync(join(tmpdir(), 'tributary-replay-'));
  const stackId = stackOf(beside.consumer);

  const deploy = async (context: { readonly [name: string]: string }): Promise<readonly Template[]> => {
    const assembly = join(dir, 'cdk.out');
    const tool = cdk({ awsEndpoint: endpoint, assembly, context: { ...addresses, ...context } });
    await tool.synth();
    await tool.deploy([stackId]);
    return readTemplates(assembly).filter(({ id }) => id === stackId);
  };

  return {
    /** Deploys it and runs its mappings. @returns what stops them; what is deployed stays */
    start: async (onTrouble: (line: string) => void): Promise<() => Promise<void>> => {
      const [template] = await deploy({ replay: contextOf(beside) });
      if (template === undefined) throw new Error(`there is no stack ${stackId}`);
      const { physicalIds } = await deployedStack(connection.aws, template.stackName);
      const mappings = mappingsOf(template, physicalIds).filter(({ consumerGroup }) =>
        consumerGroup.startsWith(`${connection.env}.${nameOf(beside)}.`),
      );
      const logs = join(dir, 'poller');
      mkdirSync(logs, { recursive: true });
      const poller = await startPoller({
        dir: logs,
        kafkaBrokers: KAFKA_BROKERS,
        awsEndpoint: endpoint,
        mappings,
        say: onTrouble,
        onTrace: (line) => line.kind === 'trouble' && onTrouble(`${line.mapping}: ${line.message}`),
        onFatal: ({ message }) => onTrouble(message),
      });
      return poller.stop;
    },
    /** Its function and its mappings go; its groups stay in Kafka, so that the same name goes on where it was. */
    end: async (): Promise<void> => {
      await deploy({});
    },
    [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }),
  };
};

const inTheCloud = (env: string, beside: Beside): string =>
  `a replay beside the live consumer is a function and mappings of its own, which your deployment makes and takes away:

  npx cdk deploy ${stackOf(beside.consumer)} -c env=${env} -c replay=${contextOf(beside)}
  npm run ops -- replay ${nameOf(beside)} --watch --env ${env}
  npx cdk deploy ${stackOf(beside.consumer)} -c env=${env}`;
