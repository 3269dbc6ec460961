/** A Lambda function that adds up topics: decode, join, and count once. */
import middy from '@middy/core';
import type { MSKEvent } from 'aws-lambda';
import type { Contract } from '../../schemas/contract.ts';
import { type Suspect, untilDown } from './breaker.ts';
import type { BatchOutcome } from './consumer.ts';
import type { Message } from './decider.ts';
import { logger, observed } from './observed.ts';
import type { Park } from './park.ts';
import { readerOf } from './reader.ts';
import type { SchemaRegistry } from './registry.ts';
import type { Window } from './window.ts';
import { eachPartition, type WindowConsumerProps } from './window-consumer.ts';
import type { WindowStore } from './window-store.ts';

export interface WindowHandlerProps<Event extends Message, Row extends object> {
  /** `<context>.<function>`, as in the consumer group's name. */
  readonly consumer: string;
  readonly contracts: readonly Contract[];
  readonly heard: readonly Event['type'][];
  readonly window: Window<Event, Row>;
  readonly store: WindowStore;
  readonly connections: {
    readonly registry: SchemaRegistry;
    readonly parkFor: (consumer: string) => Park;
    readonly suspect: Suspect;
  };
}

export const windowHandler = <Event extends Message, Row extends object>(
  props: WindowHandlerProps<Event, Row>,
) => {
  const { consumer, contracts, heard, window, store, connections } = props;
  const { registry, parkFor, suspect } = connections;
  const counted: Omit<WindowConsumerProps<Event, Row>, 'store'> = {
    consumer,
    read: readerOf<Event>({ consumer, contracts, heard, registry }),
    window,
    park: parkFor(consumer),
    failed: ({ topic, partition, offset, headers }, error) => {
      const { ce_type: type, ce_id: id, ce_correlationid: correlationId } = headers;
      const record = { topic, partition, offset, type, id, correlationId };
      logger.warn('to be retried from here on', { ...record, error: error as Error });
    },
  };
  // Its first question, and its last.
  const batch = untilDown({ consumer, suspect }, (watched) => {
    const [position, write] = [watched(store.position), watched(store.write)];
    return eachPartition<Event, Row>({ ...counted, store: { ...store, position, write } });
  });
  return middy<MSKEvent, BatchOutcome>().use(observed(consumer)).handler(batch);
};
