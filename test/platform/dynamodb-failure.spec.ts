/** What DynamoDB's errors mean: whether trying again can help. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { canceled, transient } from '../../functions/platform/dynamodb-failure.ts';

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
