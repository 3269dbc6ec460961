/** The commands that some work sends to DynamoDB, to be sent again by themselves. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Send = DynamoDBClient['send'];

export interface SentCommand {
  /** Such as `TransactWriteItemsCommand`. */
  readonly name: string;
  readonly command: Parameters<Send>[0];
  readonly input: object;
}

/** Of every client in this process: whoever wires its own is recorded, too. */
export const recorded = async (work: () => Promise<unknown>): Promise<readonly SentCommand[]> => {
  const sent: SentCommand[] = [];
  const prototype = DynamoDBClient.prototype as { send?: unknown };
  const inherited = Object.getPrototypeOf(prototype).send as (...words: unknown[]) => unknown;
  prototype.send = function (this: DynamoDBClient, command: SentCommand['command'], ...rest: unknown[]) {
    sent.push({ name: command.constructor.name, command, input: command.input });
    return inherited.call(this, command, ...rest);
  };
  try {
    await work();
  } finally {
    delete prototype.send;
  }
  return sent;
};

/** The same command to another table. */
export const towards = (table: string, { command, input }: SentCommand): SentCommand['command'] => {
  const Command = command.constructor as new (input: object) => SentCommand['command'];
  return new Command(renamed(input, table) as object);
};

/** Wherever a request names a table: in an action of a transaction, in a batch, or at its top. */
const renamed = (input: object, table: string): object => {
  const { TransactItems, RequestItems } = input as {
    readonly TransactItems?: readonly { readonly [action: string]: object }[];
    readonly RequestItems?: { readonly [table: string]: unknown };
  };
  if (TransactItems !== undefined) {
    const items = TransactItems.map((actions) =>
      Object.fromEntries(
        Object.entries(actions).map(([name, action]) => [name, { ...action, TableName: table }]),
      ),
    );
    return { ...input, TransactItems: items };
  }
  if (RequestItems === undefined) return { ...input, TableName: table };
  return {
    ...input,
    RequestItems: Object.fromEntries(Object.values(RequestItems).map((each) => [table, each])),
  };
};
