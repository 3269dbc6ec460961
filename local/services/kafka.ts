/** Apache Kafka: one node in KRaft mode, on 127.0.0.1 only. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import type { Installation } from '../install/installed.ts';
import { logTail } from './log-tail.ts';
import type { Service } from './supervise.ts';

export interface KafkaProps {
  readonly installation: Installation;
  readonly dir: string;
  readonly port: number;
  readonly controllerPort: number;
}

/** For a laptop: a small heap, and no time spent on code that runs for minutes only. */
const jvm = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

const properties = ({ dir, port, controllerPort }: KafkaProps) => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
  'controller.listener.names': 'CONTROLLER',
  listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'log.dirs': join(dir, 'data'),
  'auto.create.topics.enable': false,
  'offsets.topic.num.partitions': 4,
  'offsets.topic.replication.factor': 1,
  'transaction.state.log.num.partitions': 4,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  // A killed broker may come back only when its former self is taken for dead.
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3_000,
});

const logging = `status = ERROR
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1}: %m%n
rootLogger.level = WARN
rootLogger.appenderRef.console.ref = console
`;

/** What was acknowledged is in the page cache, which outlives a killed process: no flush per message. */
export const kafka = (props: KafkaProps): Service => {
  const { installation, dir, port } = props;
  const configuration = join(dir, 'server.properties');
  const loggingFile = join(dir, 'log4j2.properties');
  const logFile = join(dir, 'kafka.log');
  const java = [...jvm, `-Dlog4j2.configurationFile=${loggingFile}`, '-cp', installation.kafkaClasspath];
  mkdirSync(dir, { recursive: true });
  const lines = Object.entries(properties(props)).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(configuration, lines.join(''));
  writeFileSync(loggingFile, logging);
  if (!existsSync(join(dir, 'data', 'meta.properties')))
    format(installation.java, java, configuration, logFile);
  return {
    name: 'Kafka',
    command: installation.java,
    args: [...java, 'kafka.Kafka', configuration],
    logFile,
    ready: () => answers(`127.0.0.1:${port}`),
    readyWithinMs: 180_000,
    onDeath: 'restart',
  };
};

const format = (java: string, options: readonly string[], configuration: string, logFile: string): void => {
  const storage = ['kafka.tools.StorageTool', 'format', '-t', 'dHJpYnV0YXJ5LWxvY2FsMQ', '-c', configuration];
  const { status, stdout, stderr } = spawnSync(java, [...options, ...storage], { encoding: 'utf8' });
  writeFileSync(logFile, `${stdout}${stderr}`);
  if (status !== 0) throw new Error(`Kafka's storage could not be formatted:\n${logTail(logFile)}`);
};

/** An open port is not readiness: the group coordinator answers a second later. @param brokers comma-separated */
export const answers = async (brokers: string): Promise<boolean> => {
  const client = new Kafka({
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    connectionTimeout: 1_000,
  });
  const admin = client.admin();
  try {
    await admin.connect();
    await admin.describeCluster();
    await admin.fetchOffsets({ groupId: 'readiness' });
    return true;
  } finally {
    await admin.disconnect();
  }
};
