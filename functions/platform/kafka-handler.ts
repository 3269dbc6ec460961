/** A Lambda function that consumes topics: decode, translate, handle. */
import middy from '@middy/core';
import type { MSKEvent } from 'aws-lambda';
import type { Contract } from '../../schemas/contract.ts';
import { type Suspect, untilDown } from './breaker.ts';
import { type BatchOutcome, type ConsumerProps, eachEvent } from './consumer.ts';
import type { Message } from './decider.ts';
import { logger, observed } from './observed.ts';
import type { Park } from './park.ts';
import { type Heard, readerOf } from './reader.ts';
import type { SchemaRegistry } from './registry.ts';

export interface KafkaHandlerProps<Event extends Message> {
  /** `<context>.<function>`, as in the consumer group's name. */
  readonly consumer: string;
  readonly contracts: readonly Contract[];
  readonly heard: readonly Event['type'][];
  readonly handle: (heard: Heard<Event>) => Promise<object>;
  /** Told how far each partition of a batch is done. @default nobody asks */
  readonly handled?: ConsumerProps<Event>['handled'];
  readonly connections: {
    readonly registry: SchemaRegistry;
    readonly parkFor: (consumer: string) => Park;
    readonly suspect: Suspect;
  };
}

export const kafkaHandler = <Event extends Message>(props: KafkaHandlerProps<Event>) => {
  const { consumer, contracts, heard, handle, handled, connections } = props;
  const { registry, parkFor, suspect } = connections;
  const consumed: Omit<ConsumerProps<Event>, 'handle'> = {
    read: readerOf<Event>({ consumer, contracts, heard, registry }),
    handled,
    park: parkFor(consumer),
    failed: ({ topic, partition, offset, headers }, error) => {
      const { ce_type: type, ce_id: id, ce_correlationid: correlationId } = headers;
      logger.warn('to be retried', {
        topic,
        partition,
        offset,
        type,
        id,
        correlationId,
        error: error as Error,
      });
    },
  };
  const batch = untilDown({ consumer, suspect }, (watched) =>
    eachEvent<Event>({ ...consumed, handle: watched(handle) }),
  );
  return middy<MSKEvent, BatchOutcome>().use(observed(consumer)).handler(batch);
};
