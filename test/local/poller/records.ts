/** Records and mappings as plain values. */
import type { Mapping } from '../../../local/poller/mapping.ts';
import type { PolledRecord } from '../../../local/poller/polled-record.ts';

export const recordOf = (
  partition: number,
  offset: number,
  change: Partial<PolledRecord> = {},
): PolledRecord => ({
  topic: 'test.topic',
  partition,
  offset,
  timestamp: 1_700_000_000_000,
  key: Buffer.from(`key-${offset % 3}`),
  value: Buffer.from([offset]),
  headers: [['ce_type', Buffer.from('test.Happened')]],
  ...change,
});

export const mappingOf = (change: Partial<Mapping> = {}): Mapping => ({
  id: 'test/function/test.topic',
  functionName: 'test-function',
  eventSourceArn: 'arn:aws:kafka:us-east-1:000000000000:cluster/test/uuid',
  topic: 'test.topic',
  consumerGroup: 'test.group',
  startingPosition: 'TRIM_HORIZON',
  batchSize: 100,
  windowMs: 0,
  enabled: true,
  maximumPollers: 4,
  retryAttempts: 10,
  maximumRecordAgeSeconds: -1,
  bisect: true,
  reportFailures: true,
  ...change,
});
