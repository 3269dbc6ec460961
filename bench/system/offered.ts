/** Orders at a given rate, whether or not the system keeps up with it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SeenEvent } from '../../local/events.ts';
import type { Shop } from '../../local/shop.ts';
import { quantileOf } from '../harness/statistics.ts';

export interface Load {
  /** Orders a second. */
  readonly rate: number;
  readonly orders: number;
}

export interface Served {
  /** From before the POST until `OrderConfirmed` was seen in Kafka, milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Orders a second, from the first POST to the last confirmation. */
  readonly throughput: number;
}

const patience = 120_000;

export interface Watch {
  /** Called with every event. */
  readonly note: (event: SeenEvent) => void;
  readonly serve: (load: Load) => Promise<Served>;
}

/** @param skus that are on sale, with stock for all */
export const watched = (shop: Pick<Shop, 'place'>, skus: readonly string[]): Watch => {
  const confirmed = new Map<string, (at: number) => void>();
  let number = 0;

  /** @returns when it was posted, and when confirmed */
  const one = async (): Promise<readonly [number, number]> => {
    number += 1;
    const correlationId = `offered-${process.pid}-${number}`;
    const { promise, resolve } = Promise.withResolvers<number>();
    confirmed.set(correlationId, resolve);
    const startedAt = performance.now();
    const lines = [{ sku: skus[number % skus.length] ?? '', quantity: 1, unitPrice: 100 }];
    await shop.place(lines, 'approve', correlationId);
    return [startedAt, await within(promise)];
  };

  return {
    note: ({ type, correlationId }) => {
      if (type === 'OrderConfirmed') confirmed.get(correlationId)?.(performance.now());
    },
    serve: async ({ rate, orders }) => {
      const startedAt = performance.now();
      const placed: Promise<readonly [number, number]>[] = [];
      for (let order = 0; order < orders; order += 1) {
        await sleep(Math.max(0, startedAt + (order * 1_000) / rate - performance.now()));
        const each = one();
        // Heard below, when all are placed.
        each.catch(() => undefined);
        placed.push(each);
      }
      const times = await Promise.all(placed);
      const waits = times.map(([from, to]) => to - from).sort((a, b) => a - b);
      const last = Math.max(...times.map(([, to]) => to));
      return {
        p50: quantileOf(waits, 0.5),
        p99: quantileOf(waits, 0.99),
        throughput: (orders * 1_000) / (last - startedAt),
      };
    },
  };
};

const within = async (confirmation: Promise<number>): Promise<number> => {
  const late = new AbortController();
  const tooLate = sleep(patience, undefined, { signal: late.signal }).then(() => {
    throw new Error(`an order was not confirmed within ${patience / 1_000} s`);
  });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([confirmation, tooLate]);
  } finally {
    late.abort();
  }
};
