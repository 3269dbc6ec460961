/** The breaker's dependencies, from its environment. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type CircuitProps, circuit } from '../platform/consumer/circuit.ts';
import { mappingSwitches } from '../platform/consumer/mapping-switches.ts';
import { dynamodbProbe, httpProbe } from '../platform/consumer/probes.ts';
import { environment } from '../platform/environment.ts';
import { count, publishFigures } from '../platform/figures.ts';
import { logger } from '../platform/observed.ts';
import * as z from '../platform/zod.ts';

const json = <Value>(shape: z.ZodMiniType<Value>) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => JSON.parse(text) as unknown),
    ),
    shape,
  );

const { CONTEXT, TABLE_NAME, BREAKER_QUEUE_URL, BREAKER_MAPPINGS, BREAKER_PROBES } = environment(
  {
    CONTEXT: z.string().check(z.minLength(1)),
    TABLE_NAME: z.string().check(z.minLength(1)),
    BREAKER_QUEUE_URL: z.url(),
    /** By consumer, the ids of its mappings. */
    BREAKER_MAPPINGS: json(z.record(z.string(), z.array(z.string()))),
    /** By dependency, what to ask. */
    BREAKER_PROBES: json(z.record(z.string(), z.url())),
  },
  process.env,
);

/** Between two probes, seconds. */
const interval = 10;

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

const tell: CircuitProps['tell'] = (what, message) => {
  logger.warn('breaker', { what, ...message });
  if (what === 'paused already' || what === 'not down') return;
  const BreakerOpen = count(what === 'closed' ? 0 : 1);
  publishFigures({ dimensions: { Context: CONTEXT }, values: { BreakerOpen } });
};

export const take = circuit({
  mappings: BREAKER_MAPPINGS,
  probes: {
    // One attempt: what a probe finds is what a probe says.
    dynamodb: dynamodbProbe(new DynamoDBClient({ maxAttempts: 1 }), TABLE_NAME),
    ...Object.fromEntries(Object.entries(BREAKER_PROBES).map(([name, url]) => [name, httpProbe(url)])),
  },
  switches: mappingSwitches(new LambdaClient({})),
  later: async (message) => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: BREAKER_QUEUE_URL,
        MessageBody: JSON.stringify(message),
        DelaySeconds: interval,
      }),
    );
  },
  tell,
  now: Date.now,
});
