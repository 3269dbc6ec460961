/** One process that reads a great many events: whether it gets slower, or fatter. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { perSecondOf } from '../harness/timed.ts';
import { contextOf, orderOf } from '../samples/orders.ts';
import { recordOf } from '../samples/records.ts';
import { atOnce } from '../samples/registries.ts';

export interface Stretch {
  /** Events a second. */
  readonly rate: number;
  /** What is in use behind it, MB. */
  readonly heap: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const perPart = 10_000;

/** No two events are of the same order: what is remembered by an id would show. */
export const stretchesOf = async (
  registry: SchemaRegistry,
  stretches: number,
  perStretch: number,
): Promise<readonly Stretch[]> => {
  const read = readerOf({ consumer: 'bench.growth', registry, contracts: [order], heard: ['OrderPlaced'] });
  const found: Stretch[] = [];
  // The registry is asked once.
  await messageOf(0, registry);
  let number = 0;
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const rates: number[] = [];
    for (let part = 0; part < perStretch / perPart; part += 1) {
      const records = recordsFrom(number, registry);
      number += perPart;
      rates.push(
        await perSecondOf(perPart, async () => {
          for (const record of records) await read(incoming(record));
        }),
      );
    }
    collect();
    const rate = rates.reduce((sum, each) => sum + each, 0) / rates.length;
    found.push({ rate, heap: process.memoryUsage().heapUsed / 1e6 });
  }
  return found;
};

const messageOf = (number: number, registry: SchemaRegistry) => {
  const data = orderOf(number, 2);
  return outgoing({ type: 'OrderPlaced', data }, [order], contextOf(data), registry);
};

const recordsFrom = (first: number, registry: SchemaRegistry) =>
  Array.from({ length: perPart }, (_, n) => recordOf(atOnce(messageOf(first + n, registry)), first + n));
