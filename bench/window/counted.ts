/** A window of the bench's own: orders of one product each, whose revenue is added up by hour and product. */
import type { MSKEvent, MSKRecord } from 'aws-lambda';
import type { IncomingRecord } from '../../functions/platform/contract/incoming.ts';
import type { Heard } from '../../functions/platform/contract/reader.ts';
import type { Window } from '../../functions/platform/window/window.ts';

export interface Sold {
  readonly type: 'Sold';
  readonly data: { readonly id: string; readonly sku: string; readonly revenue: number };
}

export const sold: Window<Sold, { readonly revenue: number }> = {
  keyOf: ({ data: { id } }) => ({ pk: `order#${id}`, sk: 'sale' }),
  fold: (row, { data: { sku, revenue } }) => ({
    row: { revenue: (row?.revenue ?? 0) + revenue },
    additions: [{ key: { pk: 'hour#2026-11-25T21', sk: `${sku}#EUR` }, add: { units: 1, revenue } }],
  }),
};

/** Each order says two things; all values are JSON, for what is measured is the store. */
export const heardIn = async ({ value, topic, partition, offset }: IncomingRecord): Promise<Heard<Sold>> => {
  const { sequence, ...data } = JSON.parse(Buffer.from(value ?? '').toString());
  return {
    event: { type: 'Sold', data },
    cause: { id: `${data.id}.${sequence}`, by: 'bench', correlationId: data.id },
    origin: { source: '/bench/order', subject: data.id, sequence, at: 0, topic, partition, offset },
  };
};

const topic = 'bench.order';
const partitions = 6;

/** Batches of a mapping: of one partition each, in turn. */
export const batchesOf = (run: string, events: number, size: number, skus: number): readonly MSKEvent[] => {
  const logs: MSKRecord[][] = Array.from({ length: partitions }, () => []);
  for (let number = 0; number < events; number += 1) {
    const order = Math.floor(number / 2);
    const log = logs[order % partitions] ?? [];
    log.push(
      recordOf(order % partitions, log.length, `${run}-${order}`, 1 + (number % 2), `SKU-${order % skus}`),
    );
  }
  return logs.flatMap((log, partition) =>
    Array.from({ length: Math.ceil(log.length / size) }, (_, n) => ({
      eventSource: 'aws:kafka',
      eventSourceArn: 'arn',
      bootstrapServers: 'nowhere',
      records: { [`${topic}-${partition}`]: log.slice(n * size, (n + 1) * size) },
    })),
  );
};

const recordOf = (
  partition: number,
  offset: number,
  id: string,
  sequence: number,
  sku: string,
): MSKRecord => ({
  topic,
  partition,
  offset,
  timestamp: 0,
  timestampType: 'CREATE_TIME',
  key: Buffer.from(id).toString('base64'),
  value: Buffer.from(JSON.stringify({ id, sequence, sku, revenue: 100 })).toString('base64'),
  headers: [],
});
