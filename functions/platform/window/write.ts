/** A chunk as the actions of one DynamoDB transaction. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../commit/commit.ts';
import { marshalled } from './step.ts';
import type { Addition, Chunk, Place } from './window.ts';

/** The positions of a consumer stand together, so that one query tells how far it is. */
export const positionKeyOf = ({ consumer, topic, partition }: Place): Key => ({
  pk: positionsOf(consumer),
  sk: `${topic}#${partition}`,
});

export const positionsOf = (consumer: string): string => `position#${consumer}`;

export const markKeyOf = ({ consumer, topic, partition }: Place, offset: number): Key => ({
  pk: `parked#${consumer}#${topic}#${partition}`,
  sk: String(offset),
});

/** At most 100: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html */
export const actionsOf = (place: Place, chunk: Chunk, table: string): TransactWriteItem[] => {
  const { position, rows, additions, parked, redriven } = chunk;
  const { topic, partition } = place;
  const moved = { ...positionKeyOf(place), topic, partition, ...position };
  const put = (item: object, basedOn: number): TransactWriteItem => ({
    Put: { TableName: table, Item: marshall(item), ...conditionOf(basedOn) },
  });
  return [
    put(moved, position.version - 1),
    ...rows.map(({ basedOn, joined }) => ({
      Put: { TableName: table, Item: marshalled(joined), ...conditionOf(basedOn) },
    })),
    ...additions.map((addition) => ({ Update: { TableName: table, ...updateOf(addition) } })),
    ...parked.map(({ record: { offset } }) => ({
      Put: { TableName: table, Item: marshall({ ...markKeyOf(place, offset), offset }) },
    })),
    ...redriven.map((offset) => ({
      Delete: { TableName: table, Key: marshall(markKeyOf(place, offset)) },
    })),
  ];
};

const conditionOf = (basedOn: number) =>
  basedOn === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :basedOn',
        ExpressionAttributeValues: { ':basedOn': { N: String(basedOn) } },
      };

const updateOf = ({ key, add }: Addition) => {
  const figures = Object.keys(add).map((name, index) => ({ name, place: String(index) }));
  return {
    Key: marshall(key),
    UpdateExpression: `ADD ${figures.map(({ place }) => `#a${place} :a${place}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(figures.map(({ name, place }) => [`#a${place}`, name])),
    ExpressionAttributeValues: marshall(
      Object.fromEntries(figures.map(({ name, place }) => [`:a${place}`, add[name]])),
    ),
  };
};
