/** The program: `node local/poller/main.ts <configuration.json>` runs the mappings in it until SIGTERM. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import * as z from 'zod';
import { destination } from './destination.ts';
import { lambda } from './lambda.ts';
import { type Configuration, configurationSchema } from './mapping.ts';
import { reportNews, reportReady } from './report.ts';
import { runMapping } from './run-mapping.ts';
import { statesOf } from './states.ts';
import { whileEnabled } from './while-enabled.ts';

/** How long what is with the functions may take when we are told to stop, milliseconds. */
const grace = 4_000;

const read = (file: string | undefined): Configuration => {
  if (file === undefined) throw new Error('usage: node local/poller/main.ts <configuration.json>');
  const parsed = configurationSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a configuration of the poller:\n${z.prettifyError(parsed.error)}`);
};

const fail = (error: Error): never => {
  console.error(error.message);
  process.exit(1);
};

const start = async (configuration: Configuration): Promise<void> => {
  const { kafkaBrokers, awsEndpoint, mappings } = configuration;
  const kafka = new Kafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'tributary-poller',
    logLevel: logLevel.WARN,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 20 },
  });
  const invoke = lambda(awsEndpoint);
  const deliver = destination(awsEndpoint, kafkaBrokers);
  const running = await whileEnabled({
    mappings,
    states: statesOf(awsEndpoint),
    run: (mapping) => runMapping({ mapping, kafka, configuration, invoke, deliver, onCrash: fail }),
    tell: reportNews,
    onCrash: fail,
  });
  process.once('SIGTERM', async () => {
    await Promise.race([running.stop(), sleep(grace)]);
    process.exit(0);
  });
  reportReady();
};

try {
  await start(read(process.argv[2]));
} catch (error) {
  fail(error as Error);
}
