/** What DynamoDB's errors mean: whether trying again can help. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { canceled, isDown, transient } from '../../functions/platform/commit/dynamodb-failure.ts';
import { DependencyDown } from '../../functions/platform/failure.ts';

const cancelledBy = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({
      Code,
      Item: Code === 'None' ? undefined : { n: { N: '1' } },
    })),
  });

describe('a cancelled transaction', () => {
  it('tells what stood in the way, by the place of the action', () => {
    expect(canceled(cancelledBy('None', 'ConditionalCheckFailed'))).toEqual([undefined, { n: 1 }]);
  });

  it.each<[string, readonly string[]]>([
    ['TransientFailure', ['ThrottlingError', 'None']],
    ['TransientFailure', ['None', 'ProvisionedThroughputExceeded']],
    ['TransientFailure', ['ConditionalCheckFailed', 'ThrottlingError']],
    ['TransientFailure', []],
    ['PermanentFailure', ['ValidationError', 'None']],
    ['PermanentFailure', ['None', 'ItemCollectionSizeLimitExceeded']],
  ])('is a %s for the reasons %j', (name, codes) => {
    expect(() => canceled(cancelledBy(...codes))).toThrow(expect.objectContaining({ name }));
  });
});

describe('any other error', () => {
  it.each([
    ['PermanentFailure', 'ValidationException'],
    ['TransientFailure', 'ProvisionedThroughputExceededException'],
    ['TransientFailure', 'TimeoutError'],
  ])('is a %s when it is a %s', (name, errorName) => {
    const error = Object.assign(new Error('from DynamoDB'), { name: errorName });
    expect(() => transient(error)).toThrow(expect.objectContaining({ name, cause: error }));
  });
});

describe('DynamoDB itself', () => {
  const error = (about: object) => Object.assign(new Error('from DynamoDB'), about);

  it.each([
    ['did not answer', true, error({ name: 'TimeoutError', $metadata: { attempts: 3 } })],
    ['cannot be reached', true, error({ code: 'ECONNREFUSED' })],
    ['is broken', true, error({ $fault: 'server', $metadata: { httpStatusCode: 500 } })],
    ['is behind something broken', true, error({ $metadata: { httpStatusCode: 503 } })],
    ['throttles', false, error({ $fault: 'client', $metadata: { httpStatusCode: 400 } })],
    ['says no', false, error({ $metadata: { httpStatusCode: 403 } })],
    ['cancelled a transaction', false, cancelledBy('ThrottlingError')],
  ])('%s: that it is down is %s', (_what, down, cause) => {
    expect(isDown(cause)).toBe(down);
    const thrown = () => transient(cause);
    expect(thrown).toThrow(expect.objectContaining({ name: 'TransientFailure' }));
    if (down) expect(thrown).toThrow(DependencyDown);
    else expect(thrown).not.toThrow(DependencyDown);
  });
});
