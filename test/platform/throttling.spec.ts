/** DynamoDB that throttles slows a batch down, and does not fail it: an endpoint that refuses as often as it is told. */
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commitStore, keysOf } from '../../functions/platform/commit/commit.ts';
import { dynamodbClient } from '../../functions/platform/commit/dynamodb-client.ts';
import { PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { serve } from '../../local/http-server.ts';
import { causeOf } from './account.ts';

const throttled = { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException' };

const cancelledBy = (...codes: readonly string[]) => ({
  __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
  CancellationReasons: codes.map((Code) => ({ Code })),
});

const dynamodbThat = async (times: number, refusal: object) => {
  let asked = 0;
  const { url, stop } = await serve(async (request, response) => {
    await text(request);
    asked += 1;
    const isRefused = asked <= times;
    response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(isRefused ? refusal : {}));
  }, 0);
  onTestFinished(() => stop());
  const store = commitStore(dynamodbClient(clientConfiguration(url)), 'table');
  return { store, asked: () => asked };
};

const keys = keysOf('test/account', 'a-1', { id: 'c-1' });
const cause = causeOf('c-1');
const commit = {
  ...{ keys, cause, at: 0, basedOn: 0, version: 1, state: {} },
  ...{ events: [], messages: [], deadlines: [] },
};

describe('a read', () => {
  it('waits until DynamoDB has time', async () => {
    const { store, asked } = await dynamodbThat(5, throttled);
    expect(await store.readHead(keys.head)).toBeUndefined();
    expect(asked()).toBe(6);
  });

  it('fails for now when it has none for long', async () => {
    const { store, asked } = await dynamodbThat(100, throttled);
    await expect(store.readHead(keys.head)).rejects.toThrow(TransientFailure);
    expect(asked()).toBe(10);
  });
});

describe('a transaction', () => {
  it('waits too, though its refusal looks like an answer', async () => {
    const { store, asked } = await dynamodbThat(5, cancelledBy('ThrottlingError', 'None'));
    expect(await store.commit(commit)).toMatchObject({ repeated: false });
    expect(asked()).toBe(6);
  });

  it('fails for now when it is throttled for long', async () => {
    const { store, asked } = await dynamodbThat(100, cancelledBy('None', 'ProvisionedThroughputExceeded'));
    await expect(store.commit(commit)).rejects.toThrow(TransientFailure);
    expect(asked()).toBe(8);
  });

  it.each([
    ['a conflict', ['ConditionalCheckFailed', 'None'], 'conflict'],
    ['a conflict beside a throttling', ['ConditionalCheckFailed', 'ThrottlingError'], TransientFailure],
    ['what DynamoDB will never take', ['None', 'ValidationError'], PermanentFailure],
  ])('does not wait for %s', async (_what, codes, expected) => {
    const { store, asked } = await dynamodbThat(100, cancelledBy(...codes));
    const outcome = await store.commit(commit).catch((error: Error) => error.constructor);
    expect(outcome).toBe(expected);
    expect(asked()).toBe(1);
  });
});
