/** Kafka, the schema registry and the AWS emulator, side by side. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Elsewhere, found } from '../elsewhere.ts';
import type { Installation } from '../install/installed.ts';
import { freePort } from '../ports.ts';
import { emulator } from './emulator.ts';
import { answers, kafka } from './kafka.ts';
import { registry } from './registry.ts';
import { type Listeners, type Service, type Supervised, supervise } from './supervise.ts';

export interface ServicesProps extends Listeners {
  readonly installation: Installation;
  /** Holds data and logs; emptied first, because a run starts from empty data. */
  readonly dir: string;
  readonly ports: { readonly kafka: number; readonly registry: number; readonly emulator: number };
  /** Where the functions' DynamoDB clients go. @default to the emulator itself */
  readonly dynamodbUrl?: string | undefined;
  /** Services that run already. @default none */
  readonly elsewhere?: Elsewhere | undefined;
}

export interface Services {
  readonly kafka: Supervised;
  readonly registry: Supervised;
  readonly emulator: Supervised;
  readonly stop: () => Promise<void>;
}

/** @throws Error of the first that did not come up, when the others are stopped */
export const startServices = async ({
  dir,
  installation,
  ports,
  dynamodbUrl,
  elsewhere = {},
  say,
  onFatal,
}: ServicesProps): Promise<Services> => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const started: Supervised[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
  };
  const start = async (service: Service): Promise<Supervised> => {
    const supervised = await supervise({ ...service, say, onFatal });
    started.push(supervised);
    return supervised;
  };
  const { kafkaBrokers, schemaRegistryUrl, awsEndpoint } = elsewhere;
  const controllerPort = await freePort();
  const starting = [
    kafkaBrokers === undefined
      ? start(kafka({ installation, dir: join(dir, 'kafka'), port: ports.kafka, controllerPort }))
      : found('Kafka', kafkaBrokers, () => answers(kafkaBrokers)),
    schemaRegistryUrl === undefined
      ? start(registry({ installation, dir: join(dir, 'registry'), port: ports.registry }))
      : found('the schema registry', schemaRegistryUrl, () => isOk(`${schemaRegistryUrl}/subjects`)),
    awsEndpoint === undefined
      ? start(emulator({ installation, dir: join(dir, 'emulator'), port: ports.emulator, dynamodbUrl }))
      : found('the AWS emulator', awsEndpoint, () => isOk(`${awsEndpoint}/_localstack/health`)),
  ] as const;
  await Promise.allSettled(starting);
  try {
    const [broker, schemas, aws] = await Promise.all(starting);
    return { kafka: broker, registry: schemas, emulator: aws, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const isOk = async (url: string): Promise<boolean> => (await fetch(url)).ok;
