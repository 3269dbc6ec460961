/** The client of DynamoDB that every function uses: throttled, it waits and asks again, before anything fails. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Strategy = Extract<
  NonNullable<DynamoDBClientConfig['retryStrategy']>,
  { readonly acquireInitialRetryToken: unknown }
>;
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>;

/**
 * Nine retries with full jitter below bounds from 50 ms to 2 s: 9.2 seconds at most, which fits into what a consumer
 * keeps in reserve before its function's deadline. The SDK's own, from 500 ms, take up to 50 for so many.
 */
const attempts = { throttled: 10, other: 3 };
const firstBound = 50;
const lastBound = 2_000;

const token = (count: number, delay: number): Token => ({
  getRetryCount: () => count,
  getRetryDelay: () => delay,
});

const patience: Strategy = {
  acquireInitialRetryToken: async () => token(0, 0),
  refreshRetryTokenForRetry: async (before, { errorType }) => {
    const count = before.getRetryCount() + 1;
    const limit = errorType === 'THROTTLING' ? attempts.throttled : attempts.other;
    // Thrown, it makes the SDK throw what it was told last.
    if (errorType === 'CLIENT_ERROR' || count >= limit) throw new Error('no more retries');
    return token(count, Math.random() * Math.min(lastBound, firstBound * 2 ** (count - 1)));
  },
  recordSuccess: () => undefined,
};

/** @param config @default from the function's environment */
export const dynamodbClient = (config: DynamoDBClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient({ retryStrategy: patience, ...config });
