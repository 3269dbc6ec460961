/** A Lambda function that consumes topics: decode, translate, handle. */
import middy from '@middy/core';
import type { MSKEvent } from 'aws-lambda';
import type { Contract } from '../../../schemas/contract.ts';
import type { Message } from '../commit/decider.ts';
import { type Heard, readerOf } from '../contract/reader.ts';
import type { SchemaRegistry } from '../contract/registry.ts';
import { observed, warned } from '../observed.ts';
import { type Suspect, untilDown } from './breaker.ts';
import { type BatchOutcome, type ConsumerProps, eachEvent } from './consumer.ts';
import { type Parking, redrivable } from './redrive.ts';

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
    readonly parkingFor: (consumer: string) => Parking;
    readonly suspect: Suspect;
  };
}

export const kafkaHandler = <Event extends Message>(props: KafkaHandlerProps<Event>) => {
  const { consumer, contracts, heard, handle, handled, connections } = props;
  const { registry, parkingFor, suspect } = connections;
  const read = readerOf<Event>({ consumer, contracts, heard, registry });
  const own = {
    ...parkingFor(consumer),
    failed: warned('to be retried'),
  };
  const batch = untilDown({ consumer, suspect }, (watched) =>
    redrivable(
      (reactions) => eachEvent<Event>({ read, handle: watched(handle), handled, ...reactions }),
      own,
    ),
  );
  return middy<MSKEvent, BatchOutcome>().use(observed(consumer)).handler(batch);
};
