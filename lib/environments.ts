/** What differs between environments, as data. */
import type { Node } from 'constructs';
import { type ContextSettings, contextSettings } from './context-settings.ts';
import { type StreamingSettings, streamingSettings } from './streaming-settings.ts';

export type EnvironmentName = 'local' | 'dev' | 'staging' | 'prod';

export interface Environment extends ContextSettings, StreamingSettings {
  readonly name: EnvironmentName;
  readonly region: string;
  /** Whether a network and a cluster are built, or stand outside of the app. */
  readonly cloud: boolean;
  /** The root of a Confluent API, or `glue:<registry name>`. */
  readonly schemaRegistry: string;
  readonly gatewayUrl: string;
  /** Whom our letters are from; SES must have verified its domain. */
  readonly mailFrom: string;
  /** Where spans go: the address of a collector of OpenTelemetry, with its path. @default X-Ray */
  readonly spansTo?: string;
  /** How many batches of a mapping may be with its function at once. @default as many as its topic has partitions */
  readonly maximumPollers?: number;
  /** Kafka's address where no cluster is built. */
  readonly kafkaBrokers?: string;
  /** The region whose tables and topics were copied to this one, which goes on without it. @default this is the first */
  readonly lostRegion?: string;
}

const defaults: { readonly [name in EnvironmentName]: Environment } = {
  local: {
    ...contextSettings.local,
    ...streamingSettings.local,
    name: 'local',
    region: 'us-east-1',
    cloud: false,
    // Each is a warm function, 75 MB of memory.
    maximumPollers: 2,
    kafkaBrokers: '127.0.0.1:9092',
    schemaRegistry: 'http://127.0.0.1:8081/apis/ccompat/v7',
    gatewayUrl: 'http://127.0.0.1:8082',
    mailFrom: 'orders@local.tributary.example',
  },
  dev: {
    ...contextSettings.dev,
    ...streamingSettings.dev,
    name: 'dev',
    region: 'eu-central-1',
    cloud: true,
    schemaRegistry: 'glue:tributary-dev',
    gatewayUrl: 'https://gateway.dev.tributary.example',
    mailFrom: 'orders@dev.tributary.example',
  },
  staging: {
    ...contextSettings.staging,
    ...streamingSettings.staging,
    name: 'staging',
    region: 'eu-central-1',
    cloud: true,
    schemaRegistry: 'glue:tributary-staging',
    gatewayUrl: 'https://gateway.staging.tributary.example',
    mailFrom: 'orders@staging.tributary.example',
  },
  prod: {
    ...contextSettings.prod,
    ...streamingSettings.prod,
    name: 'prod',
    region: 'eu-central-1',
    cloud: true,
    schemaRegistry: 'glue:tributary-prod',
    gatewayUrl: 'https://gateway.tributary.example',
    mailFrom: 'orders@tributary.example',
  },
};

/** Kafka's metrics, and whoever reads them, know a cluster by its name. */
export const clusterName = ({ name }: Pick<Environment, 'name'>): string => `tributary-${name}`;

/** By property, the name that `-c` knows it by. */
const givable = {
  kafkaBrokers: 'kafkaBrokers',
  schemaRegistry: 'schemaRegistryUrl',
  gatewayUrl: 'gatewayUrl',
  recoveryRegion: 'recoveryRegion',
  traceRatio: 'traceRatio',
} as const satisfies Partial<Record<keyof Environment, string>>;

/**
 * The environment named by `-c env=…`, with what else `-c` gives in place of its own.
 *
 * @throws Error naming the environments that there are
 */
export const environmentOf = (node: Node): Environment => {
  const name: unknown = node.tryGetContext('env') ?? 'local';
  if (!isEnvironmentName(name)) {
    throw new Error(`there is no environment ${name}; use -c env=${Object.keys(defaults).join('|')}`);
  }
  const given = Object.entries(givable)
    .map(([key, argument]) => [key, node.tryGetContext(argument)] as const)
    .filter(([, value]) => value !== undefined);
  return { ...defaults[name], ...Object.fromEntries(given) };
};

/**
 * The environment as its second region goes on with it, where `-c failover=true` says so: docs/runbooks/failover.md.
 *
 * @throws Error when it has no second region
 */
export const takenOver = (node: Node, environment: Environment): Environment | undefined => {
  const failover: unknown = node.tryGetContext('failover');
  if (failover === undefined) return undefined;
  const { recoveryRegion, region: lostRegion, ...same } = environment;
  if (String(failover) !== 'true') throw new Error(`failover is ${failover}; expected true, or nothing`);
  if (recoveryRegion === undefined || same.brokers === undefined) {
    throw new Error(`nothing stands by for ${same.name}; say where, with -c recoveryRegion=…`);
  }
  return { ...same, region: recoveryRegion, lostRegion };
};

const isEnvironmentName = (name: unknown): name is EnvironmentName =>
  typeof name === 'string' && Object.hasOwn(defaults, name);
