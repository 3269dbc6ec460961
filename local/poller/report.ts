/** The poller's standard output: a JSON document per line. */
import type { Mapping } from './mapping.ts';
import type { PolledRecord } from './polled-record.ts';
import type { Outcome } from './settle.ts';

const write = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** A line that a person may want to see, such as that the mapping was paused. */
export const reportNews = ({ id }: Mapping, message: string): void =>
  write({ kind: 'news', at: new Date().toISOString(), mapping: id, message });

export const reportReady = (): void => write({ kind: 'ready' });

export const reportTrouble = ({ id }: Mapping, message: string): void =>
  write({ kind: 'trouble', at: new Date().toISOString(), mapping: id, message });

export const reportRecords = (
  { id }: Mapping,
  records: readonly PolledRecord[],
  outcome: Outcome,
  ms: number,
): void => {
  const at = new Date().toISOString();
  for (const { topic, partition, offset, key, headers } of records) {
    const type = headers.find(([name]) => name === 'ce_type')?.[1].toString() ?? null;
    const where = { topic, partition, offset, key: key?.toString() ?? null, type };
    write({ kind: 'handled', at, mapping: id, ...where, ms, batch: records.length, outcome });
  }
};
