/** What requests to DynamoDB cost, and what others' would. */
import { describe, expect, it } from 'vitest';
import { billOf, dollarsFor } from '../../bench/cost/bill.ts';
import { type Overheard, spentOn } from '../../bench/cost/requests.ts';
import { bytesOf, readUnits, writeUnits } from '../../bench/cost/units.ts';

const filled = (bytes: number, sk = 'head') => ({
  pk: { S: 'a' },
  sk: { S: sk },
  x: { S: 'x'.repeat(bytes - 7) },
});
const noSize = (): number => 0;

describe('a unit', () => {
  it('is begun with its first byte', () => {
    expect([1, 1_024, 1_025].map((bytes) => writeUnits(bytes, false))).toEqual([1, 1, 2]);
    expect([0, 4_096, 4_097].map((bytes) => readUnits(bytes, true))).toEqual([1, 1, 2]);
  });

  it('counts twice in a transaction, and half where it need not be the latest', () => {
    expect(writeUnits(1_025, true)).toBe(4);
    expect(readUnits(4_097, false)).toBe(1);
  });

  it('is of bytes, though they travel as base64, wherever they stand', () => {
    const B = Buffer.alloc(300).toString('base64') as unknown as Uint8Array;
    expect(bytesOf({ b: { B } })).toBe(301);
    expect(bytesOf({ l: { L: [{ M: { b: { B } } }] } })).toBeLessThan(320);
  });
});

const commit = (status: number, condition: string, bytes = 1_500): Overheard => ({
  operation: 'TransactWriteItems',
  request: {
    TransactItems: [
      { Put: { TableName: 't', Item: filled(bytes), ConditionExpression: condition } },
      {
        Put: {
          TableName: 't',
          Item: filled(500, 'cause#1'),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ],
  },
  status,
  answer: {},
});

const get = (sk: string): Overheard => ({
  operation: 'GetItem',
  request: { TableName: 't', Key: { pk: { S: 'a' }, sk: { S: sk } }, ConsistentRead: true },
  status: 200,
  answer: { Item: filled(500, sk) },
});

const parkedKeys: Overheard = {
  operation: 'Query',
  request: { ConsistentRead: true, ExpressionAttributeValues: { ':pk': { S: 'parked#a.b' } } },
  status: 200,
  answer: { Items: [] },
};

const update: Overheard = {
  operation: 'UpdateItem',
  request: { TableName: 'rows', Key: { pk: { S: 'r' }, sk: { S: 'row' } } },
  status: 200,
  answer: {},
};

const spent = (...overheard: readonly Overheard[]) =>
  billOf(overheard.flatMap((each) => spentOn(each, (table) => (table === 'rows' ? 2_000 : 0))));

describe('a bill', () => {
  it('has both items of a commit, each twice', () => {
    expect(spent(commit(200, 'attribute_not_exists(pk)')).ours).toEqual({ writes: 4 + 2, reads: 0 });
  });

  it('has an updated item as it stands afterwards', () => {
    expect(spent(update).ours.writes).toBe(2);
  });

  it('has what was refused in ours, and not in the least', () => {
    const { ours, least } = spent(commit(400, 'version = :basedOn'), commit(200, 'version = :basedOn'));
    expect([ours.writes, least.writes]).toEqual([12, 6]);
  });

  it('needs one read of a head for each commit that changes one; not the queries of parked keys', () => {
    const { ours, least } = spent(
      ...[get('head'), get('head'), get('customer'), parkedKeys],
      ...[commit(200, 'version = :basedOn'), commit(200, 'attribute_not_exists(pk)')],
    );
    expect([ours.reads, least.reads]).toEqual([4, 2]);
  });

  it('has two small writes more around each with Powertools; one item less when it keeps no journal', () => {
    const { least, guarded, lean } = spent(commit(200, 'version = :basedOn'), update);
    expect(guarded.writes).toBe(least.writes + 4);
    expect(lean.writes).toBe(2 + 2 + 4);
  });

  it('has nothing around what others have no need of, or write as often themselves', () => {
    const position = {
      ...update,
      request: { TableName: 't', Key: { pk: { S: 'positions#t' }, sk: { S: 'a' } } },
    };
    const message = {
      ...update,
      request: { TableName: 't', Key: { pk: { S: 'c' }, sk: { S: 'message#1' } } },
    };
    const { ours, guarded } = spent(position, message);
    expect([ours.writes, guarded.writes]).toEqual([2, 1]);
  });

  it('is in dollars by the prices of the page of costs', () => {
    expect(dollarsFor({ writes: 2, reads: 4 })).toBeCloseTo(2 * 0.625 + 4 * 0.125);
  });
});

it('is refused for a scan: nothing here is to do one', () => {
  const scan = { operation: 'Scan', request: {}, status: 200, answer: {} };
  expect(() => spentOn(scan, noSize)).toThrow('Scan is asked of DynamoDB');
});
