/** Parked records as their marks tell: page by page, the records of a key beside each other in their order. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DescribedError, Letter, Stored } from '../../functions/platform/consumer/letter.ts';
import { letterIn } from '../../functions/platform/consumer/letter.ts';
import { heldIdIn, type Mark, marksOf } from '../../functions/platform/consumer/mark.ts';
import type { Place, World } from './world.ts';

/** A mark with whose it is. */
export interface Parked extends Mark {
  readonly context: string;
  readonly consumer: string;
  /** Its sort key, which its letter has too. */
  readonly sk: string;
}

export const idOf = ({ topic, partition, offset }: Pick<Mark, 'topic' | 'partition' | 'offset'>): string =>
  `${topic}-${partition}@${offset}`;

/** Those of one key share it; a record without a key stands for itself. */
export const queueOf = ({ key, sk }: Pick<Parked, 'key' | 'sk'>): string => (key === '' ? sk : heldIdIn(sk));

/** @param prefix of the sort key. @default all of the consumer's */
export async function* parkedBy(
  client: DynamoDBClient,
  { context, table }: Pick<Place, 'context' | 'table'>,
  consumer: string,
  prefix = '',
): AsyncGenerator<Parked> {
  const pages = paginateQuery(
    { client, pageSize: 500 },
    {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: `pk = :pk${prefix === '' ? '' : ' AND begins_with(sk, :prefix)'}`,
      ExpressionAttributeValues: {
        ':pk': { S: marksOf(consumer) },
        ...(prefix !== '' && { ':prefix': { S: prefix } }),
      },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) yield { ...(unmarshall(item) as Mark & { sk: string }), context, consumer };
  }
}

export const readStored = async (
  { dynamodb }: Pick<World, 'dynamodb'>,
  table: string,
  { consumer, sk }: Pick<Parked, 'consumer' | 'sk'>,
): Promise<Stored | undefined> => {
  const Key = marshall({ pk: `letter#${consumer}`, sk });
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  return letterIn(Item?.letter?.S ?? '');
};

/** @throws Error when it is nowhere: then somebody else was faster, or its file has expired */
export const readLetter = async (world: World, table: string, parked: Parked): Promise<Letter> => {
  const stored = await readStored(world, table, parked);
  const whole =
    stored !== undefined && 'recordAt' in stored ? letterIn(await world.file.read(stored.recordAt)) : stored;
  if (whole !== undefined && 'record' in whole) return whole;
  throw new Error(`${idOf(parked)} has a mark and no letter; was it redriven by somebody else just now?`);
};

/** The mark and its letter go together; a file is removed behind them, and expires if it is not. */
export const unmark = async (
  world: World,
  table: string,
  parked: Parked,
  beside: readonly object[] = [],
): Promise<void> => {
  const stored = await readStored(world, table, parked);
  const remove = (pk: string) => ({
    Delete: { TableName: table, Key: marshall({ pk, sk: parked.sk }) },
  });
  await world.dynamodb.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        remove(marksOf(parked.consumer)),
        remove(`letter#${parked.consumer}`),
        ...beside.map((item) => ({
          Put: { TableName: table, Item: marshall(item, { removeUndefinedValues: true }) },
        })),
      ],
    }),
  );
  if (stored !== undefined && 'recordAt' in stored && beside.length === 0) {
    await world.file.remove(stored.recordAt);
  }
};

/** Another try that did not work: how it failed, and when. */
export const failedAgain = async (
  { dynamodb }: Pick<World, 'dynamodb'>,
  table: string,
  { consumer, sk }: Parked,
  { name, message }: DescribedError,
): Promise<void> => {
  const command = new UpdateItemCommand({
    TableName: table,
    Key: marshall({ pk: marksOf(consumer), sk }),
    UpdateExpression: 'SET #error = :error, lastAt = :now ADD attempts :one',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#error': 'error' },
    ExpressionAttributeValues: marshall({
      ':error': { name, message: message.slice(0, 500) },
      ':now': Date.now(),
      ':one': 1,
    }),
  });
  await dynamodb.send(command).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
};
