/** A Lambda function that adds up topics: decode, join, and count once. */
import middy from '@middy/core';
import type { MSKEvent } from 'aws-lambda';
import type { Contract } from '../../schemas/contract.ts';
import type { BatchOutcome } from './consumer.ts';
import type { Message } from './decider.ts';
import { logger, observed } from './observed.ts';
import { readerOf } from './reader.ts';
import { type Parking, redrivable } from './redrive.ts';
import type { SchemaRegistry } from './registry.ts';
import type { Window } from './window.ts';
import { eachPartition } from './window-consumer.ts';
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
    readonly parkingFor: (consumer: string) => Parking;
  };
}

export const windowHandler = <Event extends Message, Row extends object>(
  props: WindowHandlerProps<Event, Row>,
) => {
  const { consumer, contracts, heard, window, store, connections } = props;
  const read = readerOf<Event>({ consumer, contracts, heard, registry: connections.registry });
  // Sums commute, so no record waits behind another.
  const consume = redrivable(
    ({ park, failed, isRedrive }) =>
      eachPartition<Event, Row>({ consumer, read, window, store, park, failed, isRedrive }),
    {
      ...connections.parkingFor(consumer),
      failed: ({ topic, partition, offset, headers }, error) => {
        const { ce_type: type, ce_id: id, ce_correlationid: correlationId } = headers;
        const record = { topic, partition, offset, type, id, correlationId };
        logger.warn('to be retried from here on', { ...record, error: error as Error });
      },
    },
  );
  return middy<MSKEvent, BatchOutcome>()
    .use(observed(consumer))
    .handler((event, context) => consume(event, () => context.getRemainingTimeInMillis()));
};
