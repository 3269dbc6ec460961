/** Parked keys in a table of the tests' own. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, inject, it } from 'vitest';
import { parkedKeys } from '../../ops/status/parked.ts';
import { newAccounts } from '../platform/account.ts';

const { dynamodb, table } = await newAccounts(inject('awsEndpoint'), inject('schemaRegistryUrl'));

it('counts the keys that are parked, not their records; one without a key stands for itself', async () => {
  for (const sk of ['t#a#0#1', 't#a#0#2', 't#b#with#hash#1#7', 't##0#3', 't##0#4']) {
    const Item = { pk: { S: 'parked#shipping.saga' }, sk: { S: sk } };
    await dynamodb.send(new PutItemCommand({ TableName: table, Item }));
  }
  expect(await parkedKeys(dynamodb, table, 'shipping.saga')).toBe(4);
  expect(await parkedKeys(dynamodb, table, 'shipping.sag')).toBe(0);
});
