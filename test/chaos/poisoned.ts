/** What is poisoned in the made-up history: one record with a good one behind it, which is dropped in the end. */
import type { Letter, Poisoned, Said } from '../../chaos/checker/facts.ts';

export const poison: Poisoned = {
  kind: 'text',
  context: 'inventory',
  partition: 0,
  offset: 9,
  record: { topic: 'inventory.commands', key: 'a2V5', value: 'dGV4dA==', headers: { ce_id: 'x.1' } },
  mendedBy: undefined,
  behind: [
    {
      partition: 0,
      offset: 10,
      record: { topic: 'inventory.commands', key: 'a2V5', value: 'Z29vZA==', headers: { ce_id: 'x.2' } },
    },
  ],
  effects: [
    { topic: 'inventory.stock-item', subject: 'NONE', type: 'StockRejected', field: ['reservationId', 'b'] },
    { topic: 'inventory.stock-item', subject: 'NONE', type: 'StockRejected', field: ['reservationId', 'c'] },
  ],
  never: [
    { topic: 'inventory.stock-item', subject: 'NONE', type: 'StockRejected', field: ['reservationId', 'a'] },
  ],
  idempotencyKey: undefined,
};

/** What is said of the key when its poison is gone. @param reservationIds in their order */
export const rejected = (...reservationIds: readonly string[]): readonly Said[] =>
  reservationIds.map((reservationId, index) => ({
    ...{ topic: 'inventory.stock-item', partition: 0, offset: 100 + index, key: 'NONE', subject: 'NONE' },
    ...{ source: '/inventory/stock-item', id: `NONE.${index + 1}`, type: 'StockRejected' },
    ...{ sequence: index + 1, fingerprint: reservationId, data: { sku: 'NONE', reservationId } },
  }));

export const parkedLetters: readonly Letter[] = [
  {
    context: 'inventory',
    at: 0,
    error: 'not Avro',
    topic: 'inventory.commands',
    partition: 0,
    first: 9,
    last: 9,
    record: poison.record,
  },
  {
    context: 'inventory',
    at: 0,
    error: 'an earlier record of its key is parked',
    topic: 'inventory.commands',
    partition: 0,
    first: 10,
    last: 10,
    record: poison.behind[0]?.record,
  },
];
