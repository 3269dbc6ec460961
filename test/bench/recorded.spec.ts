/** Commands that were sent once, to be sent again to another table. */
import { createServer } from 'node:http';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { recorded, type SentCommand, towards } from '../../bench/dynamodb/recorded.ts';

const Key = { pk: { S: 'a' } };
const sent = (made: object): SentCommand => {
  const command = made as SentCommand['command'];
  return { name: command.constructor.name, command, input: command.input };
};

describe('a recorded command', () => {
  it('names another table at its top', () => {
    const again = towards('other', sent(new GetItemCommand({ TableName: 'one', Key, ConsistentRead: true })));
    expect(again).toBeInstanceOf(GetItemCommand);
    expect(again.input).toEqual({ TableName: 'other', Key, ConsistentRead: true });
  });

  it('names it in each action of a transaction', () => {
    const TransactItems = [{ Put: { TableName: 'one', Item: Key } }, { Delete: { TableName: 'one', Key } }];
    expect(towards('other', sent(new TransactWriteItemsCommand({ TransactItems }))).input).toEqual({
      TransactItems: [{ Put: { TableName: 'other', Item: Key } }, { Delete: { TableName: 'other', Key } }],
    });
  });

  it('names it in a batch', () => {
    const command = new BatchGetItemCommand({ RequestItems: { one: { Keys: [Key] } } });
    expect(towards('other', sent(command)).input).toEqual({ RequestItems: { other: { Keys: [Key] } } });
  });
});

it('records what any client sends while the work lasts, and nothing behind it', async () => {
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { readonly port: number };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials,
  });
  const get = () => client.send(new GetItemCommand({ TableName: 'one', Key }));
  const commands = await recorded(get);
  await get();
  expect(commands.map(({ name }) => name)).toEqual(['GetItemCommand']);
  client.destroy();
  server.closeAllConnections();
  server.close();
});
