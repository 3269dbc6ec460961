/** What operators do when the faults are over: mend what can be mended, redrive, drop what nobody can handle, redrive again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import type { Shop } from '../../local/shop.ts';
import type { Stack } from '../../local/stack-file.ts';
import { connectTo } from '../../ops/connection.ts';
import { drop } from '../../ops/dlq/drop.ts';
import { lineOf, list } from '../../ops/dlq/list.ts';
import { redrive } from '../../ops/dlq/redrive.ts';
import { type World, worldOf } from '../../ops/dlq/world.ts';
import type { Accepted, Letter, Poisoned } from '../checker/facts.ts';
import { hidden } from '../checker/letters.ts';
import { placeLateOrders } from './late-orders.ts';
import { registerUnknown } from './unknown-schema.ts';

export interface AftermathProps {
  readonly stack: Stack;
  readonly world: World;
  readonly buyer: Shop;
  readonly sku: string;
  readonly poisoned: readonly Poisoned[];
  /** What lies in the queues now. */
  readonly letters: readonly Letter[];
  readonly unknownId: number;
  readonly say: (line: string) => void;
}

export const operatorsWorld = async ({ awsEndpoint }: Stack): Promise<World> =>
  worldOf(await connectTo('local', clientConfiguration(awsEndpoint)));

/** @returns the orders that were placed, too late for what had been told of them */
export const cleanedUp = async (props: AftermathProps): Promise<readonly Accepted[]> => {
  const { stack, world, buyer, sku, poisoned, unknownId, say } = props;
  // Whoever read the queues just now hid what it read.
  await sleep(1_000 * (hidden + 1));
  const orders = await placeLateOrders({ world, buyer, sku, poisoned, patience: 90_000 });
  if (poisoned.some(({ mendedBy }) => mendedBy === 'its schema is registered')) {
    await registerUnknown(stack.schemaRegistryUrl, unknownId);
  }
  const quietly = (): void => undefined;
  const first = await redrive({ world, selection: {}, say: quietly });
  say(`redriven: ${first.records} records; ${first.failed} keys and letters can still not be handled`);
  const dropped = await dropLost(props);
  const { records, failed } = await redrive({ world, selection: {}, say });
  say(
    `dropped ${dropped} records that nobody can handle; redriven behind them: ${records}, failed: ${failed}`,
  );
  return orders;
};

/** By each consumer that could not handle it. */
const dropLost = async ({ world, poisoned, letters }: AftermathProps): Promise<number> => {
  let dropped = 0;
  for (const { kind, mendedBy, partition, offset, record } of poisoned) {
    if (mendedBy !== undefined) continue;
    const of = letters.filter(
      (letter) => letter.topic === record.topic && letter.partition === partition && letter.first === offset,
    );
    const id = `${record.topic}-${partition}@${offset}`;
    for (const context of new Set(of.map((letter) => letter.context))) {
      const why = `poisoned by chaos: ${kind}`;
      dropped += await drop({ world, selection: { id, context }, by: 'chaos', why, say: () => undefined });
    }
  }
  return dropped;
};

/** What operators are told to be parked. @param since milliseconds since 1970 */
export const stillParked = async (world: World, since: number): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const entry of list(world, {})) {
    if (entry.kind !== 'key' || entry.first.firstAt >= since) lines.push(lineOf(entry));
  }
  return lines;
};
