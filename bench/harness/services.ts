/** The emulator and the broker that paths share: each is started when somebody asks for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { installed } from '../../local/install/installed.ts';
import { freePort } from '../../local/ports.ts';
import { emulator } from '../../local/services/emulator.ts';
import { kafka } from '../../local/services/kafka.ts';
import { type Service, type Supervised, supervise } from '../../local/services/supervise.ts';
import type { Bench } from './path.ts';

export type Shared = Pick<Bench, 'dynamodb' | 'awsEndpoint' | 'kafkaBrokers' | 'quiet'>;

export const sharedServices = (say: (line: string) => void): Shared => {
  const running: Supervised[] = [];
  let folder: string | undefined;
  let aws: Promise<string> | undefined;
  let broker: Promise<string> | undefined;

  const start = async (service: Service): Promise<void> => {
    const onFatal = ({ message }: Error) => say(message);
    running.push(await supervise({ ...service, say, onFatal }));
  };
  const dir = (): string => {
    folder ??= mkdtempSync(join(tmpdir(), 'tributary-bench-'));
    return folder;
  };
  const startAws = async (): Promise<string> => {
    const [installation, port] = [await installed(say), await freePort()];
    await start(emulator({ installation, dir: join(dir(), 'emulator'), port }));
    return `http://127.0.0.1:${port}`;
  };
  const startKafka = async (): Promise<string> => {
    const [installation, port, controllerPort] = [await installed(say), await freePort(), await freePort()];
    await start(kafka({ installation, dir: join(dir(), 'kafka'), port, controllerPort }));
    return `127.0.0.1:${port}`;
  };
  const awsEndpoint = (): Promise<string> => {
    aws ??= startAws();
    return aws;
  };
  return {
    awsEndpoint,
    dynamodb: async () => new DynamoDBClient(clientConfiguration(await awsEndpoint())),
    kafkaBrokers: () => {
      broker ??= startKafka();
      return broker;
    },
    quiet: async () => {
      await Promise.all(running.splice(0).map((service) => service.stop()));
      [aws, broker] = [undefined, undefined];
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
};
