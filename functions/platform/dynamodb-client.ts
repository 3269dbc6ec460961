/** The client of DynamoDB that every function uses: throttled, it waits and asks again, before anything fails. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * Seven retries with full jitter below 50 ms, doubling: 6.4 seconds at most, which fits into what a consumer keeps in
 * reserve before its function's deadline.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const maxAttempts = 8;

/** @param config @default from the function's environment */
export const dynamodbClient = (config: DynamoDBClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient({ maxAttempts, ...config });
