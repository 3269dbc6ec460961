/** Services that somebody starts by hand, with the programs' own defaults and nothing of ours but where they are installed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from '../../../local/install/installed.ts';
import { freePort } from '../../../local/ports.ts';

export interface ByHand {
  readonly address: string;
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
}

interface Program {
  readonly dir: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly address: string;
}

const start = ({ dir, command, args, env = process.env, address }: Program): ByHand => {
  const log = openSync(join(dir, 'log'), 'a');
  const child: ChildProcess = spawn(command, args, { cwd: dir, env, stdio: ['ignore', log, log] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return {
    address,
    isRunning,
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([ended, pause(10_000, undefined, { ref: false })]);
      child.kill('SIGKILL');
      await ended;
    },
  };
};

const folderOf = (parent: string, name: string): string => {
  const dir = join(parent, name);
  mkdirSync(dir, { recursive: true });
  return dir;
};

/** As in Kafka's quick start: one node that is both, formatted, then started. */
export const kafkaByHand = async (
  { java, kafkaClasspath }: Installation,
  parent: string,
): Promise<ByHand> => {
  const dir = folderOf(parent, 'kafka');
  const [port, controller] = [await freePort(), await freePort()];
  const properties = join(dir, 'server.properties');
  writeFileSync(
    properties,
    [
      'process.roles=broker,controller',
      'node.id=1',
      `controller.quorum.voters=1@127.0.0.1:${controller}`,
      'controller.listener.names=CONTROLLER',
      `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
      `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
      `log.dirs=${join(dir, 'logs')}`,
      'auto.create.topics.enable=false',
      'offsets.topic.replication.factor=1',
      'transaction.state.log.replication.factor=1',
      'transaction.state.log.min.isr=1',
    ].join('\n'),
  );
  const run = ['-Xmx512m', '-cp', kafkaClasspath];
  const format = ['kafka.tools.StorageTool', 'format', '-t', 'YnktaGFuZC0wMDAwMDAwMQ', '-c', properties];
  const { status, stderr } = spawnSync(java, [...run, ...format], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Kafka's storage could not be formatted: ${stderr}`);
  const address = `127.0.0.1:${port}`;
  return start({ dir, command: java, args: [...run, 'kafka.Kafka', properties], address });
};

/** As its page says: one file, with its data in memory. */
export const registryByHand = async (
  { java, registryJar }: Installation,
  parent: string,
): Promise<ByHand> => {
  const dir = folderOf(parent, 'registry');
  const port = await freePort();
  const args = ['-Xmx384m', '-Dquarkus.http.host=127.0.0.1', `-Dquarkus.http.port=${port}`];
  const address = `http://127.0.0.1:${port}/apis/ccompat/v7`;
  return start({ dir, command: java, args: [...args, '-jar', registryJar], address });
};

/** As its page says: `ministack`, with a port, and the Node that functions shall run in. */
export const emulatorByHand = async (
  { python, nodeFolder }: Installation,
  parent: string,
): Promise<ByHand> => {
  const dir = folderOf(parent, 'emulator');
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH: [nodeFolder, PATH].join(delimiter),
    HOME,
    TMPDIR: folderOf(dir, 'tmp'),
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
  };
  const address = `http://127.0.0.1:${port}`;
  return start({ dir, command: python, args: ['-m', 'ministack'], env, address });
};
