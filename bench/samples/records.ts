/** Kafka records as Lambda hands them over. */
import type { Context, MSKEvent, MSKRecord } from 'aws-lambda';
import type { OutgoingMessage } from '../../functions/platform/contract/wire.ts';

export const recordOf = (
  { topic, key, value, headers }: OutgoingMessage,
  offset = 0,
  partition = 0,
): MSKRecord => ({
  topic,
  partition,
  offset,
  timestamp: 0,
  timestampType: 'CREATE_TIME',
  key: Buffer.from(key).toString('base64'),
  value: Buffer.from(value).toString('base64'),
  headers: Object.entries(headers).map(([name, text]) => ({ [name]: [...Buffer.from(text)] })),
});

/** A batch of one partition. */
export const eventOf = (records: readonly MSKRecord[]): MSKEvent => ({
  eventSource: 'aws:kafka',
  eventSourceArn: 'arn',
  bootstrapServers: 'nowhere',
  records: Object.groupBy(records, ({ topic, partition }) => `${topic}-${partition}`) as MSKEvent['records'],
});

/** With all the time in the world. */
export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'bench',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  memoryLimitInMB: '512',
  awsRequestId: 'bench',
  logGroupName: 'bench',
  logStreamName: 'bench',
  getRemainingTimeInMillis: () => 3_600_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
