/** The running system as an operator's command sees it, and all that a replay must leave as it is. */
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Kafka, logLevel } from 'kafkajs';
import { mappingSwitches } from '../../../functions/platform/consumer/mapping-switches.ts';
import { clientConfiguration } from '../../../local/emulated-aws.ts';
import type { Stack } from '../../../local/stack-file.ts';
import { command } from '../../../ops/commands/replay.ts';
import { connectTo } from '../../../ops/connection.ts';
import { contextIn } from '../../faults/outage.ts';

export const runningSystem = async (stack: Stack) => {
  const aws = clientConfiguration(stack.awsEndpoint);
  const connection = await connectTo('local', aws);
  const kafka = new Kafka({ brokers: stack.kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const contexts = await Promise.all(connection.contexts.map(({ name }) => contextIn(stack, name)));
  return {
    connection,
    admin,
    switches: mappingSwitches(new LambdaClient(aws)),
    stop: () => admin.disconnect(),
    /** The exit code, and what was said. */
    replay: async (...words: readonly string[]) => {
      const said: string[] = [];
      const code = await command.run(words, connection, (line) => said.push(line));
      return { code, said };
    },
    /** By topic, how many records were ever sent to it: whoever decides something again sends it again. */
    sent: async (): Promise<{ readonly [topic: string]: number }> => {
      const topics = (await admin.listTopics()).filter((topic) => /^[a-z]+\./.test(topic)).sort();
      const counts = topics.map(async (topic) => {
        const offsets = await admin.fetchTopicOffsets(topic);
        return [topic, offsets.reduce((sum, { high }) => sum + Number(high), 0)] as const;
      });
      return Object.fromEntries(await Promise.all(counts));
    },
    /** Dead letters of all contexts. */
    letters: async (): Promise<number> => {
      const counts = await Promise.all(contexts.map((context) => context.letters()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
};
