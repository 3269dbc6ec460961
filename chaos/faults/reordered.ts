/** A batch with its keys in another order, each key's records staying in theirs: order is promised per key only. */

interface BatchRecord {
  readonly key?: string | null;
}

/** @param payload an MSK event as JSON; @param random from 0 to below 1 */
export const reordered = (payload: Buffer, random: () => number): Buffer => {
  const event: { readonly records: { readonly [partition: string]: readonly BatchRecord[] } } = JSON.parse(
    payload.toString(),
  );
  const records = Object.fromEntries(
    Object.entries(event.records).map(([partition, batch]) => [partition, shuffled(batch, random)]),
  );
  return Buffer.from(JSON.stringify({ ...event, records }));
};

/** Shuffles who comes at which place, then gives each key's places to its records in turn. */
export const shuffled = <Item extends BatchRecord>(
  batch: readonly Item[],
  random: () => number,
): readonly Item[] => {
  const waiting = new Map<string, Item[]>();
  for (const record of batch) {
    const queue = waiting.get(record.key ?? '') ?? [];
    queue.push(record);
    waiting.set(record.key ?? '', queue);
  }
  const places = batch.map(({ key }) => ({ key: key ?? '', at: random() })).sort((a, b) => a.at - b.at);
  return places.flatMap(({ key }) => waiting.get(key)?.shift() ?? []);
};
