/** A file of a relay's archive holds a whole batch, or says what is wrong with it. */
import { describe, expect, it } from 'vitest';
import { archivedBatch } from '../../../ops/relay/archived-batch.ts';

const event = { Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '7' } }, { dynamodb: {} }] };

/** As in https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const written = {
  requestContext: {
    requestId: '316aa6d0-8154-xmpl-9af7-85d5f4a6bc81',
    functionArn: 'arn:aws:lambda:us-east-2:123456789012:function:myfunction',
    condition: 'RecordAgeExceeded',
    approximateInvokeCount: 1,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: '2019-11-14T00:13:49.717Z',
  DDBStreamBatchInfo: {
    shardId: 'shardId-00000001573689847184-864758bb',
    startSequenceNumber: '800000000003126276362',
    endSequenceNumber: '800000000003126276362',
    approximateArrivalOfFirstRecord: '2019-11-14T00:13:19Z',
    approximateArrivalOfLastRecord: '2019-11-14T00:13:20Z',
    batchSize: 2,
    streamArn: 'arn:aws:dynamodb:us-east-2:123456789012:table/mytable/stream/2019-11-14T00:04:06.388',
  },
  payload: JSON.stringify(event),
};
const read = (change: object = {}) => archivedBatch('s3://b/file', JSON.stringify({ ...written, ...change }));

describe('an archived batch', () => {
  it('is the event as the function would have got it, with what is needed to put it in order', () => {
    expect(read()).toEqual({
      event,
      condition: 'RecordAgeExceeded',
      sequenceNumber: 800_000_000_003_126_276_362n,
      from: '2019-11-14T00:13:19Z',
      to: '2019-11-14T00:13:20Z',
    });
  });

  it.each([
    ['holds no records, as what a queue is told', { payload: undefined }, /archived batch[\s\S]*payload/],
    ['holds records as an object', { payload: event }, /archived batch[\s\S]*payload/],
    ['holds something else', { payload: '{"records":{}}' }, /the payload of s3:\/\/b\/file[\s\S]*Records/],
    ['was cut short', { payload: written.payload.slice(0, -9) }, /the payload of s3:\/\/b\/file is not JSON/],
    ['lacks a record', { payload: '{"Records":[]}' }, /says 2 records and holds 0: it is not whole/],
    ['is of a Kafka mapping', { DDBStreamBatchInfo: undefined }, /archived batch[\s\S]*DDBStreamBatchInfo/],
  ])('is refused by name when it %s', (_what, change, message) => {
    expect(() => read(change)).toThrow(message);
  });

  it('is refused when it is no JSON at all', () => {
    expect(() => archivedBatch('s3://b/file', '<html>')).toThrow('s3://b/file is not JSON');
  });
});
