/** Which version of a projection answers: the one that a pointer names, which only moves forwards. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { transient } from '../commit/dynamodb-failure.ts';

export interface ProjectionVersion {
  /** From 1; a number is used once. */
  readonly version: number;
  /** The name of its table, which no other version has. */
  readonly table: string;
}

export interface ProjectionVersions {
  /** The lowest first. */
  readonly deployed: readonly ProjectionVersion[];
  /** The version that answers now, strongly consistent. @throws TransientFailure */
  readonly live: () => Promise<ProjectionVersion>;
  /**
   * Moves to a higher version, by one conditional write.
   *
   * @returns false when a higher one, or this one, was moved to before
   */
  readonly moveTo: (version: ProjectionVersion) => Promise<boolean>;
}

export interface ProjectionVersionsProps {
  readonly client: DynamoDBClient;
  /** Where the pointer is: a table that outlives the versions. */
  readonly table: string;
  /** The projection's name. */
  readonly name: string;
  readonly deployed: readonly [ProjectionVersion, ...ProjectionVersion[]];
  /** Milliseconds since 1970. @default the clock */
  readonly now?: () => number;
}

export const projectionVersions = (props: ProjectionVersionsProps): ProjectionVersions => {
  const { client, table, name, now = Date.now } = props;
  const [lowest, ...others] = props.deployed;
  const deployed = [lowest, ...others].toSorted((a, b) => a.version - b.version);
  const key = { pk: `projection#${name}`, sk: 'live' };

  const pointer = async (): Promise<Partial<ProjectionVersion>> => {
    const command = new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true });
    const { Item } = await client.send(command).catch(transient);
    return Item === undefined ? {} : unmarshall(Item);
  };

  return {
    deployed,
    live: async () => {
      const to = await pointer();
      // The table too: a version that was taken away and came back under its number starts with an empty one.
      const pointed = deployed.find((each) => each.version === to.version && each.table === to.table);
      return pointed ?? deployed[0] ?? lowest;
    },
    moveTo: async ({ version, table: itsTable }) => {
      const Item = marshall({ ...key, version, table: itsTable, movedAt: now() });
      const condition = {
        ConditionExpression: 'attribute_not_exists(version) OR version < :version',
        ExpressionAttributeValues: marshall({ ':version': version }),
      };
      try {
        await client.send(new PutItemCommand({ TableName: table, Item, ...condition }));
        return true;
      } catch (error) {
        return error instanceof ConditionalCheckFailedException ? false : transient(error);
      }
    },
  };
};
