/** A Lambda function that adds up topics: decode, join, and count once. */
import middy from '@middy/core';
import type { MSKEvent } from 'aws-lambda';
import type { Contract } from '../../../schemas/contract.ts';
import type { Message } from '../commit/decider.ts';
import { type Suspect, untilDown } from '../consumer/breaker.ts';
import type { BatchOutcome } from '../consumer/consumer.ts';
import { type Parking, redrivable } from '../consumer/redrive.ts';
import { readerOf } from '../contract/reader.ts';
import type { SchemaRegistry } from '../contract/registry.ts';
import { observed, warned } from '../observed.ts';
import { eachPartition } from './consumer.ts';
import type { WindowStore } from './store.ts';
import type { Window } from './window.ts';

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
    readonly suspect: Suspect;
  };
}

export const windowHandler = <Event extends Message, Row extends object>(
  props: WindowHandlerProps<Event, Row>,
) => {
  const { consumer, contracts, heard, window, store, connections } = props;
  const { registry, parkingFor, suspect } = connections;
  const read = readerOf<Event>({ consumer, contracts, heard, registry });
  const reactions = {
    ...parkingFor(consumer),
    failed: warned('to be retried from here on'),
  };
  const batch = untilDown({ consumer, suspect }, (watched) => {
    // Its first question, and its last.
    const asked = { ...store, read: watched(store.read), write: watched(store.write) };
    // Sums commute, so no record waits behind another.
    return redrivable(
      ({ park, failed, isRedrive }) =>
        eachPartition<Event, Row>({ consumer, read, window, store: asked, park, failed, isRedrive }),
      reactions,
    );
  });
  return middy<MSKEvent, BatchOutcome>().use(observed(consumer)).handler(batch);
};
