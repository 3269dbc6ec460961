/** Kafka records as Lambda hands them over. */
import type { MSKEvent, MSKRecord } from 'aws-lambda';
import type { IncomingRecord } from '../../functions/platform/contract/incoming.ts';
import type { Origin } from '../../functions/platform/contract/reader.ts';

export const recordIn =
  (topic: string) =>
  (partition: number, offset: number, key: string, extra: Partial<MSKRecord> = {}): MSKRecord => ({
    topic,
    partition,
    offset,
    timestamp: 1_700_000_000_000,
    timestampType: 'CREATE_TIME',
    key: Buffer.from(key).toString('base64'),
    value: Buffer.from(key).toString('base64'),
    headers: [],
    ...extra,
  });

export const batchOf = (...records: readonly MSKRecord[]): MSKEvent => ({
  eventSource: 'aws:kafka',
  eventSourceArn: 'arn',
  bootstrapServers: 'nowhere',
  records: Object.groupBy(records, ({ topic, partition }) => `${topic}-${partition}`) as MSKEvent['records'],
});

export const headersFrom = (headers: { readonly [name: string]: string }): MSKRecord['headers'] =>
  Object.entries(headers).map(([name, text]) => ({ [name]: [...Buffer.from(text)] }));

/** As a reader finds it in a record that a context sent. */
export const originOf = ({ topic, partition, offset, key }: IncomingRecord): Origin => ({
  source: '/test/account',
  subject: key,
  sequence: 1,
  at: 0,
  topic,
  partition,
  offset,
});
