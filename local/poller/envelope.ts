/**
 * What Lambda sends to an on-failure queue: where the records are, not the records.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
import { randomUUID } from 'node:crypto';
import type { Mapping } from './mapping.ts';
import { payloadOf } from './payload.ts';
import { type PolledRecord, partitionOf } from './polled-record.ts';

export interface Failure {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'MaximumPayloadSizeExceeded';
  /** How often the function was invoked with them. */
  readonly attempts: number;
  /** The kind of error that the function ended with, if it ended with one. */
  readonly functionError: string | undefined;
}

export const envelopeOf = (
  mapping: Mapping,
  bootstrapServers: string,
  records: readonly PolledRecord[],
  { condition, attempts, functionError }: Failure,
  now: number,
): object => ({
  requestContext: {
    requestId: randomUUID(),
    functionArn: functionArnOf(mapping),
    condition,
    approximateInvokeCount: attempts,
  },
  responseContext: {
    statusCode: 200,
    executedVersion: '$LATEST',
    ...(functionError !== undefined && { functionError }),
  },
  version: '1.0',
  timestamp: new Date(now).toISOString(),
  KafkaBatchInfo: {
    batchSize: records.length,
    eventSourceArn: mapping.eventSourceArn,
    bootstrapServers,
    payloadSize: Buffer.byteLength(JSON.stringify(payloadOf(mapping, bootstrapServers, records))),
    recordsInfo: Object.fromEntries(
      Object.entries(Object.groupBy(records, partitionOf)).map(([name, group = []]) => [name, spanOf(group)]),
    ),
  },
});

/** A mapping and its function are in one account and region: `arn:aws:kafka:<region>:<account>:cluster/…`. */
const functionArnOf = ({ eventSourceArn, functionName }: Mapping): string => {
  const [arn, partition, , region, account] = eventSourceArn.split(':');
  return [arn, partition, 'lambda', region, account, 'function', functionName].join(':');
};

const spanOf = (records: readonly PolledRecord[]): object => {
  const [first, last] = [records[0], records.at(-1)];
  return {
    firstRecordOffset: String(first?.offset),
    lastRecordOffset: String(last?.offset),
    firstRecordTimestamp: new Date(first?.timestamp ?? 0).toISOString(),
    lastRecordTimestamp: new Date(last?.timestamp ?? 0).toISOString(),
  };
};
