/** Our patch of kafkajs: a queue with nothing to do sleeps, and no timer is set into the past. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';

/** Idles on a real connection, and prints how many timers were set meanwhile. */
const program = `
  import { Kafka, logLevel } from 'kafkajs';
  const kafka = new Kafka({ brokers: ['${inject('kafkaBrokers')}'], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.listTopics();
  let timers = 0;
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (...parameters) => { timers += 1; return real(...parameters); };
  await new Promise((resolve) => real(resolve, 500));
  const idle = timers;
  const topics = await admin.listTopics();
  await admin.disconnect();
  console.log(JSON.stringify({ idle, answered: topics.includes('ordering.order') }));
`;

it('wakes nobody while a connection is idle, warns of nothing, and still answers', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program,
  ]);
  expect(JSON.parse(stdout)).toEqual({ idle: 0, answered: true });
  expect(stderr).toBe('');
});
