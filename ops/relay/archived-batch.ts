/**
 * A file of a relay's archive: what Lambda says of a batch that it gave up, with the batch itself.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';

export interface ArchivedBatch {
  readonly event: DynamoDBStreamEvent;
  /** Why it was given up, such as `RecordAgeExceeded`. */
  readonly condition: string;
  /** Of its first record; grows along the life of every item. */
  readonly sequenceNumber: bigint;
  /** When its first and last record were written, ISO 8601. */
  readonly from: string;
  readonly to: string;
}

const file = z.object({
  requestContext: z.object({ condition: z.string() }),
  DDBStreamBatchInfo: z.object({
    startSequenceNumber: z.string().regex(/^\d+$/, 'expected digits'),
    approximateArrivalOfFirstRecord: z.string(),
    approximateArrivalOfLastRecord: z.string(),
    batchSize: z.number(),
  }),
  /** The whole event, as JSON within JSON. */
  payload: z.string(),
});

const event = z.object({ Records: z.array(z.looseObject({ dynamodb: z.looseObject({}) })) });

/** @throws Error naming the file and what is wrong with it, when it holds no whole batch */
export const archivedBatch = (name: string, text: string): ArchivedBatch => {
  const { requestContext, DDBStreamBatchInfo: info, payload } = checked(name, file, text);
  const { Records } = checked(`the payload of ${name}`, event, payload);
  if (Records.length !== info.batchSize) {
    throw new Error(`${name} says ${info.batchSize} records and holds ${Records.length}: it is not whole`);
  }
  return {
    event: { Records } as DynamoDBStreamEvent,
    condition: requestContext.condition,
    sequenceNumber: BigInt(info.startSequenceNumber),
    from: info.approximateArrivalOfFirstRecord,
    to: info.approximateArrivalOfLastRecord,
  };
};

const checked = <Shape extends z.ZodType>(name: string, shape: Shape, text: string): z.output<Shape> => {
  const parsed = shape.safeParse(jsonIn(name, text));
  if (parsed.success) return parsed.data;
  throw new Error(`${name} is no archived batch of a relay:\n${z.prettifyError(parsed.error)}`);
};

const jsonIn = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${name} is not JSON; expected what Lambda writes for a batch that it gave up`, {
      cause,
    });
  }
};
