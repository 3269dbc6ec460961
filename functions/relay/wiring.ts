/** The relay's dependencies, from its environment. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { armIn } from '../platform/deadline/deadline-queue.ts';
import { environment } from '../platform/environment.ts';
import { kafkaIam } from '../platform/relay/kafka-iam.ts';
import { orderedProducer } from '../platform/relay/producer.ts';
import * as z from '../platform/zod.ts';

const { KAFKA_BROKERS, KAFKA_AUTH, AWS_REGION, DEADLINE_QUEUE_URL } = environment(
  {
    KAFKA_BROKERS: z.string().check(z.minLength(1)),
    /** `iam` for MSK over TLS; `none` for a laptop's broker. */
    KAFKA_AUTH: z.enum(['iam', 'none']),
    AWS_REGION: z.string().check(z.minLength(1)),
    /** None where the context sets no deadlines. */
    DEADLINE_QUEUE_URL: z.optional(z.url()),
  },
  process.env,
);

export const producer = orderedProducer({
  clientId: 'relay',
  brokers: KAFKA_BROKERS.split(','),
  ...(KAFKA_AUTH === 'iam' ? kafkaIam(AWS_REGION) : {}),
});

export const arm = armIn(new SQSClient({ useQueueUrlAsEndpoint: false }), DEADLINE_QUEUE_URL);
