/** Queries on real DynamoDB: in order, from a place on, and page by page. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { query } from '../../functions/platform/commit/query.ts';
import { TransientFailure } from '../../functions/platform/failure.ts';
import { dynamodbAt, newTable } from '../tables.ts';

interface Row {
  readonly sk: string;
  readonly size: string;
}

const client = dynamodbAt(inject('awsEndpoint'));
const table = await newTable(client, 'query', { indexes: { other: ['kind', 'size'] } });
// Ten of them are more than a megabyte, which is all that DynamoDB answers at once.
const filler = 'x'.repeat(150_000);
for (let n = 0; n < 10; n += 1) {
  const Item = marshall({
    pk: 'p',
    sk: `row-${n}`,
    kind: n % 2 === 0 ? 'even' : 'odd',
    size: `${9 - n}`,
    filler,
  });
  await client.send(new PutItemCommand({ TableName: table, Item }));
}
const ask = async (selection: Partial<Parameters<typeof query>[1]>) =>
  (await query<Row>(client, { table, key: ['pk', 'p'], ...selection })).map(({ sk }) => sk);

describe('a query', () => {
  it('reads all pages', async () => {
    expect(await ask({})).toEqual(Array.from({ length: 10 }, (_, n) => `row-${n}`));
  });

  it('reads as many as it should, over as many pages as that takes', async () => {
    expect(await ask({ limit: 8 })).toEqual(Array.from({ length: 8 }, (_, n) => `row-${n}`));
  });

  it('reads on from a place, which it leaves out, in either direction', async () => {
    expect(await ask({ beyond: { name: 'sk', value: 'row-7' } })).toEqual(['row-8', 'row-9']);
    const down = { downwards: true, beyond: { name: 'sk', value: 'row-2' } };
    expect(await ask(down)).toEqual(['row-1', 'row-0']);
    expect(await ask({ downwards: true, limit: 1, beyond: { name: 'sk', value: undefined } })).toEqual([
      'row-9',
    ]);
  });

  it('reads an index in the order of the index', async () => {
    expect(await ask({ index: 'other', key: ['kind', 'even'] })).toEqual([
      'row-8',
      'row-6',
      'row-4',
      'row-2',
      'row-0',
    ]);
  });

  it('that cannot be asked may be tried again', async () => {
    await expect(query(client, { table: 'none', key: ['pk', 'p'] })).rejects.toThrow(TransientFailure);
  });
});
