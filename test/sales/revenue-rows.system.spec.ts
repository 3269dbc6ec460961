/** Rows as the table answers them: page by page, and not more than an answer can hold. */
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, inject, it } from 'vitest';
import { limited } from '../../functions/platform/limited.ts';
import { revenueIn } from '../../functions/sales/revenue.ts';
import { askedHour } from '../../functions/sales/revenue-request.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { newTable } from '../tables.ts';

const dynamodb = new DynamoDBClient(clientConfiguration(inject('awsEndpoint')));
const hour = '2026-11-25T21';
const products = 10_001;

/** Together they have more than the 1 MB of a page. */
const sumOf = (number: number) => ({
  pk: `hour#${hour}`,
  sk: `SKU-${String(number).padStart(60, '0')}#${number % 2 === 0 ? 'EUR' : 'USD'}`,
  soldUnits: 1,
  soldRevenue: 100,
  cancelledUnits: 0,
  cancelledRevenue: 0,
});

it('are all there, however many pages they are on, or are refused when they are too many', async () => {
  const table = await newTable(dynamodb, 'windows');
  const batches = Array.from({ length: Math.ceil(products / 25) }, (_, n) =>
    Array.from({ length: Math.min(25, products - n * 25) }, (_each, m) => sumOf(n * 25 + m)),
  );
  await limited(8, batches, (sums) =>
    dynamodb.send(
      new BatchWriteItemCommand({
        RequestItems: { [table]: sums.map((sum) => ({ PutRequest: { Item: marshall(sum) } })) },
      }),
    ),
  );
  const revenue = revenueIn(dynamodb, table, 'sales.windows');
  await expect(revenue(askedHour(hour))).rejects.toMatchObject({ problem: { type: 'too-many-rows' } });
  const { rows } = await revenue({ ...askedHour(hour), currency: 'EUR' });
  expect([rows.length, new Set(rows.map(({ sku }) => sku)).size]).toEqual([5_001, 5_001]);
  const one = { sku: `SKU-${'0'.repeat(60)}`, currency: 'EUR' };
  expect((await revenue({ hours: [hour], ...one })).rows).toMatchObject([{ ...one, units: 1, revenue: 100 }]);
  expect((await revenue({ hours: [hour], sku: 'SKU' })).rows).toEqual([]);
});
