/** A Kafka producer that a frozen and thawed sandbox can trust. */
import {
  CompressionTypes,
  Kafka,
  type KafkaConfig,
  logLevel,
  type Producer,
  type TopicMessages,
} from 'kafkajs';
import { TransientFailure } from '../failure.ts';
import { kafkaLog } from './kafka-log.ts';

/** A connection that rested this long may have died unseen while the sandbox was frozen: milliseconds. */
const restLimit = 30_000;

export interface OrderedProducer {
  /**
   * Sends all of it in the order given, acknowledged by every replica in sync, one call at a time.
   *
   * @throws TransientFailure when anything was not acknowledged; some of it may have arrived, so send all of it again
   */
  readonly send: (topicMessages: readonly TopicMessages[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The producer lives across invocations. It is built anew, with a new producer id, when it has rested for longer than
 * `restLimit` and after any error: an idempotent producer that met OUT_OF_ORDER_SEQUENCE_NUMBER or a fenced id never
 * works again (kafkajs keeps the id for the life of the instance).
 */
export const orderedProducer = (config: Omit<KafkaConfig, 'logLevel' | 'logCreator'>): OrderedProducer => {
  const kafka = new Kafka({ ...config, retry, logLevel: logLevel.WARN, logCreator: kafkaLog });
  let current: { readonly producer: Producer; usedAt: number } | undefined;

  const close = async () => {
    const { producer } = current ?? {};
    current = undefined;
    await producer?.disconnect().catch(() => undefined);
  };

  const connected = async (): Promise<Producer> => {
    if (current !== undefined && Date.now() - current.usedAt > restLimit) await close();
    if (current === undefined) {
      const producer = kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
      });
      await producer.connect();
      current = { producer, usedAt: Date.now() };
    }
    current.usedAt = Date.now();
    return current.producer;
  };

  const send = async (topicMessages: readonly TopicMessages[]) => {
    try {
      const producer = await connected();
      await producer.sendBatch({
        acks: -1,
        compression: CompressionTypes.None,
        topicMessages: [...topicMessages],
      });
    } catch (cause) {
      await close();
      throw new TransientFailure(`Kafka did not acknowledge: ${String(cause)}`, { cause });
    }
  };
  return { send: oneAtATime(send), close };
};

/** About five seconds of trying; then the batch comes again from the stream. */
const retry = { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000 };

const oneAtATime = <Input>(work: (input: Input) => Promise<void>): ((input: Input) => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return (input) => {
    const next = last.then(() => work(input));
    last = next.catch(() => undefined);
    return next;
  };
};
