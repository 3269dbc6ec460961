/** Each hop of an order's way alone, on the same running system while nothing else happens. */
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { marshall } from '@aws-sdk/util-dynamodb';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import type { SeenEvent } from '../../local/events.ts';
import type { Shop } from '../../local/shop.ts';
import { newTable } from '../dynamodb/table.ts';
import { spreadOf } from '../harness/statistics.ts';
import { perSecondOf } from '../harness/timed.ts';
import { limited } from '../limited.ts';
import type { StartedSystem } from './started.ts';

/** Medians, milliseconds. */
export interface Hops {
  /** A request through the front door to a function that reads one item, and back. */
  readonly request: number;
  readonly read: number;
  /** A transaction of two items. */
  readonly write: number;
  /** A consumer with an empty batch. */
  readonly invoke: number;
  /** From a head that is written until its message is seen: stream, relay, Kafka, poll. */
  readonly relay: number;
  /** Of the same transactions, 16 at once, a second. */
  readonly writesPerSecond: number;
  /** Of such invocations, 16 at once, a second. */
  readonly invocationsPerSecond: number;
}

/** An order's own: placed; then reserved, asked for, had, secured, authorized and confirmed, by a consumer each. */
export const consumersOnTheWay = 6;

export const sumOf = ({ request, read, write, invoke, relay }: Hops): number =>
  request + read + write + relay + consumersOnTheWay * (invoke + read + write + relay);

export interface HopWatch {
  readonly note: (event: SeenEvent) => void;
  /** @param times of each hop */
  readonly measure: (times: number) => Promise<Hops>;
}

const atOnce = 16;
const many = (times: number): readonly undefined[] => Array.from({ length: 10 * times });

const timesOf = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  return spreadOf(taken).median;
};

const rowOf = (pk: string, sk: string) => marshall({ pk, sk, text: 'x'.repeat(700) });

export const hopsOf = async (
  { stack, consumers }: StartedSystem,
  shop: Shop,
  sku: string,
): Promise<HopWatch> => {
  const configuration = clientConfiguration(stack.awsEndpoint);
  const [dynamodb, lambda] = [new DynamoDBClient(configuration), new LambdaClient(configuration)];
  const FunctionName = consumers.get('payment/saga/ordering.order');
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const outbox = Environment?.Variables?.TABLE_NAME ?? '';
  const own = await newTable(dynamodb);
  const seen = new Map<string, () => void>();
  let number = 0;

  const write = (): Promise<unknown> => {
    number += 1;
    const puts = ['head', 'cause'].map((sk) => ({
      Put: { TableName: own, Item: rowOf(`bench#${number}`, sk) },
    }));
    return dynamodb.send(new TransactWriteItemsCommand({ TransactItems: puts }));
  };
  const read = (): Promise<unknown> =>
    dynamodb.send(
      new GetItemCommand({
        TableName: own,
        Key: marshall({ pk: 'bench#1', sk: 'head' }),
        ConsistentRead: true,
      }),
    );
  const invoke = async (): Promise<void> => {
    const { FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify({ records: {} }) }),
    );
    if (FunctionError !== undefined) throw new Error(`${FunctionName} failed: ${FunctionError}`);
  };
  /** A type that nobody hears. */
  const relayed = async (): Promise<number> => {
    number += 1;
    const id = `hop-${process.pid}-${number}`;
    const { promise, resolve } = Promise.withResolvers<void>();
    seen.set(id, resolve);
    const headers = { ce_id: id, ce_type: 'bench.Hop', ce_source: '/bench/hop', ce_specversion: '1.0' };
    const messages = [{ topic: 'payment.payment', key: id, headers, value: Buffer.alloc(200) }];
    const Item = marshall({ pk: `bench#${id}`, sk: 'head', version: 1, state: {}, messages });
    await dynamodb.send(new PutItemCommand({ TableName: outbox, Item }));
    const startedAt = performance.now();
    await promise;
    return performance.now() - startedAt;
  };
  const relays = async (times: number): Promise<number> => {
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) taken.push(await relayed());
    return spreadOf(taken).median;
  };
  return {
    note: ({ id }) => seen.get(id)?.(),
    measure: async (times) => ({
      request: await timesOf(times, () => shop.call('GET', `/ordering/prices/${sku}`)),
      write: await timesOf(times, write),
      read: await timesOf(times, read),
      invoke: await timesOf(times, invoke),
      relay: await relays(times),
      writesPerSecond: await perSecondOf(10 * times, () => limited(atOnce, many(times), write)),
      invocationsPerSecond: await perSecondOf(10 * times, () => limited(atOnce, many(times), invoke)),
    }),
  };
};
