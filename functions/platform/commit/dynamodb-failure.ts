/** What DynamoDB's errors mean to a commit. */
import type {
  DynamoDBServiceException as ServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DependencyDown, PermanentFailure, TransientFailure } from '../failure.ts';

/** Whatever is not our own mistake may pass. */
export const transient = (cause: unknown): never => {
  if (cause instanceof Error && cause.name === 'ValidationException') {
    throw new PermanentFailure(`DynamoDB refused the request: ${cause.message}`, { cause });
  }
  const message = `DynamoDB could not do it: ${String(cause)}`;
  throw isDown(cause)
    ? new DependencyDown('dynamodb', message, { cause })
    : new TransientFailure(message, { cause });
};

/** No answer at all, or one that says that the service itself is broken; a throttle is an answer. */
export const isDown = (error: unknown): boolean => {
  const { $fault, $metadata } = error as Partial<ServiceException>;
  const status = $metadata?.httpStatusCode ?? 0;
  return $fault !== 'client' && (status === 0 || status >= 500);
};

const passing = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'None']);

/**
 * The items that stood in the way of a transaction, where the request asked for them, by the place of the action.
 *
 * @throws TransientFailure or PermanentFailure when it was cancelled for another reason than a condition or conflict
 */
export const canceled = (
  error: TransactionCanceledException,
): readonly (Record<string, unknown> | undefined)[] => {
  const reasons = error.CancellationReasons ?? [];
  const other = reasons.find(({ Code }) => !passing.has(Code ?? 'None'));
  if (other?.Code === 'ValidationError' || other?.Code === 'ItemCollectionSizeLimitExceeded') {
    throw new PermanentFailure(`DynamoDB refused the commit: ${other.Code} ${other.Message}`, {
      cause: error,
    });
  }
  if (other !== undefined || reasons.length === 0) return transient(error);
  return reasons.map(({ Item }) => (Item === undefined ? undefined : unmarshall(Item)));
};
