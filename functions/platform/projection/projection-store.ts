/** Rows of a read model: each keeps, per source aggregate, the last sequence that it took. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../commit/commit.ts';
import { transient } from '../commit/dynamodb-failure.ts';
import type { Origin } from '../contract/reader.ts';

/** What one event changes in one row. */
export interface RowChange {
  readonly key: Key;
  /** By attribute, its new value; undefined removes it. */
  readonly set: { readonly [attribute: string]: unknown };
}

export interface ProjectionStore {
  /**
   * One conditional update. The newest event of a source counts: Kafka keeps their order, and whoever must have every
   * event sees by the sequences whether one is missing (docs/adr/0007).
   *
   * @returns false for a repeat, or for one that came after its successors: it changes nothing
   * @throws TransientFailure when DynamoDB cannot be asked
   */
  readonly take: (change: RowChange, origin: Origin) => Promise<boolean>;
  /** The row as it stands, strongly consistent. */
  readonly read: <Row>(key: Key) => Promise<Row | undefined>;
}

export const projectionStore = (client: DynamoDBClient, table: string): ProjectionStore => ({
  take: async (change, origin) => {
    try {
      await client.send(new UpdateItemCommand({ TableName: table, ...updateOf(change, origin) }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      return transient(error);
    }
  },
  read: async <Row>(key: Key) => {
    const command = new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true });
    const { Item } = await client.send(command).catch(transient);
    return Item === undefined ? undefined : (unmarshall(Item) as Row);
  },
});

const seenOf = ({ source, subject }: Origin): string => `seen ${source}/${subject}`;

const updateOf = ({ key, set }: RowChange, origin: Origin) => {
  const changes = Object.entries(set).map(([name, value], index) => ({ name, value, place: String(index) }));
  const sets = changes.filter(({ value }) => value !== undefined);
  const removes = changes.filter(({ value }) => value === undefined);
  const assigned = ['#seen = :sequence', ...sets.map(({ place }) => `#a${place} = :a${place}`)];
  const removed = removes.map(({ place }) => `#a${place}`);
  const { sequence } = origin;
  return {
    Key: marshall(key),
    UpdateExpression: `SET ${assigned.join(', ')}${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}`,
    ConditionExpression: 'attribute_not_exists(#seen) OR #seen < :sequence',
    ExpressionAttributeNames: {
      '#seen': seenOf(origin),
      ...Object.fromEntries(changes.map(({ name, place }) => [`#a${place}`, name])),
    },
    ExpressionAttributeValues: marshall(
      {
        ':sequence': sequence,
        ...Object.fromEntries(sets.map(({ value, place }) => [`:a${place}`, value])),
      },
      { removeUndefinedValues: true, convertClassInstanceToMap: true },
    ),
  };
};
