/** What orders cost on the running system: rounds of a few, each until nothing follows from it any more. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { eventsOf } from '../../local/events.ts';
import type { Shop } from '../../local/shop.ts';
import type { StartedSystem } from '../system/started.ts';
import { type Bill, billOf } from './bill.ts';
import { openCountingDoor } from './counting-door.ts';
import { watchTopics } from './kafka-bytes.ts';
import { deliveredOrders, settled } from './orders.ts';
import { type Overheard, spentOn } from './requests.ts';
import { throughDoor } from './through-door.ts';
import { bytesOf, type Item } from './units.ts';

/** Of one round, all orders together. */
export interface RoundCost {
  readonly orders: number;
  readonly bill: Bill;
  readonly messages: number;
  readonly kafkaBytes: number;
  /** Of functions that listen to topics. */
  readonly invocations: number;
  readonly handled: number;
  readonly seconds: number;
  /** Commits: as many times a relay has something to send. */
  readonly commits: number;
}

export const costsOf = async (
  { stack, invocations }: StartedSystem,
  shop: Shop,
  skus: readonly string[],
  { rounds, orders }: { readonly rounds: number; readonly orders: number },
): Promise<readonly RoundCost[]> => {
  const client = new DynamoDBClient(clientConfiguration(stack.awsEndpoint));
  const door = await openCountingDoor(stack.awsEndpoint);
  await throughDoor(stack.awsEndpoint, door.url);
  const topics = await watchTopics(stack.kafkaBrokers);
  const delivered = deliveredOrders(stack, shop, skus);
  const stop = await eventsOf(stack.kafkaBrokers, delivered.note);
  const quiet = () => settled(() => door.overheard.length + invocations().count);
  const found: RoundCost[] = [];
  await delivered.deliver('warm', 2);
  await quiet();
  for (let round = 0; round < rounds; round += 1) {
    door.overheard.splice(0);
    const before = invocations();
    const prefix = `cost-${process.pid}-${round}`;
    await delivered.deliver(prefix, orders);
    await quiet();
    const after = invocations();
    const spent = await spentIn([...door.overheard], client);
    const commits = spent.filter(
      (each) => each.kind === 'write' && each.head !== undefined && !each.isRefused,
    );
    const { messages, bytes } = topics.of(`${prefix}-`);
    found.push({
      orders,
      bill: billOf(spent),
      messages,
      kafkaBytes: bytes,
      invocations: after.count - before.count,
      handled: after.records - before.records,
      seconds: after.seconds - before.seconds,
      commits: commits.length,
    });
  }
  await Promise.all([stop(), topics.stop()]);
  await door.stop();
  return found;
};

/** Updated items are measured as they stand when all is over. */
const spentIn = async (overheard: readonly Overheard[], client: DynamoDBClient) => {
  const sizes = new Map<string, number>();
  const wanted = new Map<string, { readonly table: string; readonly key: Item }>();
  const idOf = (table: string, key: Item): string => `${table} ${key.pk?.S} ${key.sk?.S}`;
  const noting = (table: string, key: Item): number => {
    wanted.set(idOf(table, key), { table, key });
    return sizes.get(idOf(table, key)) ?? 0;
  };
  for (const each of overheard) spentOn(each, noting);
  for (const [id, { table, key }] of wanted) {
    const { Item: item = {} } = await client.send(new GetItemCommand({ TableName: table, Key: { ...key } }));
    sizes.set(id, bytesOf(item));
  }
  return overheard.flatMap((each) => spentOn(each, noting));
};
