/** What Lambda hands to a function: https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html#msk-sample-event */
import type { Mapping } from './mapping.ts';
import { type PolledRecord, partitionOf } from './polled-record.ts';

/** AWS's limit for a payload, bytes. */
export const payloadLimit = 6 * 1024 * 1024;

export const payloadOf = (
  { eventSourceArn }: Mapping,
  bootstrapServers: string,
  records: readonly PolledRecord[],
): object => ({
  eventSource: 'aws:kafka',
  eventSourceArn,
  bootstrapServers,
  records: Object.fromEntries(
    Object.entries(Object.groupBy(records, partitionOf)).map(([name, group = []]) => [
      name,
      group.map(recordOf),
    ]),
  ),
});

const recordOf = ({ topic, partition, offset, timestamp, key, value, headers }: PolledRecord): object => ({
  topic,
  partition,
  offset,
  timestamp,
  timestampType: 'CREATE_TIME',
  key: key === null ? null : key.toString('base64'),
  value: value === null ? null : value.toString('base64'),
  headers: headers.map(([name, bytes]) => ({ [name]: [...bytes] })),
});

/** About how many bytes a record takes in the payload: headers come as decimal numbers, key and value as base64. */
export const sizeInPayload = ({ key, value, headers }: PolledRecord): number =>
  250 +
  Math.ceil(((key?.length ?? 0) + (value?.length ?? 0)) / 3) * 4 +
  headers.reduce((size, [name, bytes]) => size + name.length + 8 + bytes.length * 4, 0);
