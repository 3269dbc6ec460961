/** Topics as logs: partitions, offsets, and a producer that now and then sends a batch again. */
import type { MSKRecord } from 'aws-lambda';
import fc from 'fast-check';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { headersFrom, recordIn } from '../platform/records.ts';
import type { Told } from './business.ts';

const partitions = 3;

/** By `<topic>-<partition>`, its records; their offsets have gaps. */
export type Logs = ReadonlyMap<string, readonly MSKRecord[]>;

export interface Chance {
  /** Less than `bound`. */
  readonly below: (bound: number) => number;
}

/** Every choice of a run, drawn once, so that fast-check can shrink it; zeros when they are used up. */
export const chances = fc.array(fc.nat(2 ** 20), { maxLength: 1_000, size: 'max' });

export const chanceOf = (drawn: readonly number[]): Chance => {
  let next = 0;
  return {
    below: (bound) => {
      next += 1;
      return (drawn[next - 1] ?? 0) % bound;
    },
  };
};

/**
 * Each life keeps its own order; lives are shuffled into each other. What a producer sends again is a batch whole: in
 * its order, behind itself.
 */
export const logsOf = async (
  lives: readonly (readonly Told[])[],
  chance: Chance,
  registry: SchemaRegistry,
  repeats: boolean,
): Promise<Logs> => {
  const logs = new Map<string, MSKRecord[]>();
  const waiting = lives.map((life) => [...life]).filter((life) => life.length > 0);
  while (waiting.length > 0) {
    const batch: Told[] = [];
    for (let size = 1 + chance.below(4); size > 0 && waiting.length > 0; size -= 1) {
      const index = chance.below(waiting.length);
      const told = waiting[index]?.shift();
      if (told !== undefined) batch.push(told);
      if (waiting[index]?.length === 0) waiting.splice(index, 1);
    }
    const times = repeats && chance.below(3) === 1 ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      for (const told of batch) await append(logs, told, chance, registry);
    }
  }
  return logs;
};

const append = async (
  logs: Map<string, MSKRecord[]>,
  { id, sequence, event }: Told,
  chance: Chance,
  registry: SchemaRegistry,
): Promise<void> => {
  const isOrder = event.type.startsWith('Order');
  const context = {
    source: isOrder ? '/ordering/order' : '/returns/return',
    subject: id,
    id: `${id}.${sequence}`,
    sequence,
    at: 0,
    correlationId: 'c',
    causationId: 'c',
  };
  const { topic, key, headers, value } = await outgoing(event, [order, returnContract], context, registry);
  const partition = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % partitions;
  const log = logs.get(`${topic}-${partition}`) ?? [];
  const offset = (log.at(-1)?.offset ?? -1) + 1 + (chance.below(5) === 1 ? 3 : 0);
  const record = recordIn(topic)(partition, offset, key, {
    timestamp: 1_000 + offset,
    headers: headersFrom(headers),
    value: Buffer.from(value).toString('base64'),
  });
  logs.set(`${topic}-${partition}`, [...log, record]);
};
