/** A transaction that waits while DynamoDB throttles it: the SDK's own retries see a cancelled one as an answer. */
import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { fullJitter } from '../jitter.ts';

const attempts = 8;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors */
const throttled = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);
const passing = new Set([...throttled, 'None']);

/** @throws what the SDK throws, for another reason at once */
export const transact = async (client: DynamoDBClient, TransactItems: TransactWriteItem[]): Promise<void> => {
  for (let tried = 1; ; tried += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return;
    } catch (error) {
      if (tried >= attempts || !isThrottled(error)) throw error;
      await fullJitter(tried);
    }
  }
};

const isThrottled = (error: unknown): boolean => {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  return codes.some((code) => throttled.has(code)) && codes.every((code) => passing.has(code));
};
