/** `node run.ts <count>`: an export of that many rows through reader and plan; prints counts, bytes, peak heap and seconds. */
import { blocksOf } from '../../../functions/crm/blocks.ts';
import { columnsOf } from '../../../functions/crm/columns.ts';
import type { CounterpartyState } from '../../../functions/crm/decider.ts';
import { encodingOf } from '../../../functions/crm/encoding.ts';
import { planOf } from '../../../functions/crm/plan.ts';
import { type ReadLine, readLine } from '../../../functions/crm/row.ts';
import { header, lineOf } from '../export.ts';

const [count = 1_000_000] = process.argv.slice(2).map(Number);
const rowsPerPiece = 900;

/** Of ten rows one is broken, three have quotes, and one is a repeat of the row before. */
const lineAt = (n: number): string => {
  const row = { number: `C${n}`, name: 'Böhm-Bawerk', firstName: 'Eugen', updated: '2026-01-02 00:00:00' };
  switch (n % 10) {
    case 0:
      return lineOf({ ...row, name: '"never closed' });
    case 1:
    case 2:
    case 3:
      return lineOf({ ...row, name: '"Böhm; Bawerk ""& Sons"""' });
    case 5:
      return lineOf({ ...row, number: `C${n - 1}` });
  }
  return lineOf(row);
};

/** Never whole in memory, as the file would not be; Latin-1, which only a whole pass can tell. */
async function* exported(): AsyncGenerator<Buffer> {
  yield Buffer.from(`${header}\n`);
  for (let n = 0; n < count; n += rowsPerPiece) {
    const rows = Array.from({ length: Math.min(rowsPerPiece, count - n) }, (_, each) => lineAt(n + each));
    yield Buffer.from(rows.map((line) => `${line}\n`).join(''), 'latin1');
  }
}

/** Of ten again, the sixth is known as it is, and the seventh to be newer. */
const knownOf = (read: readonly ReadLine[]): ReadonlyMap<string, CounterpartyState> =>
  new Map(
    read
      .flatMap((each) => ('row' in each ? [each.row] : []))
      .filter(({ cptyNo }) => /[67]$/.test(cptyNo))
      .map((row) => [
        row.cptyNo,
        row.cptyNo.endsWith('6') ? { status: 'open', row } : { status: 'closed', lstUpd: row.lstUpd + 1 },
      ]),
  );

const startedAt = performance.now();
const encoding = await encodingOf(exported());
const columns = columnsOf(header);
if (typeof columns === 'string') throw new Error(columns);
const sums = { encoding, changing: 0, unchanged: 0, rejected: 0, bytes: 0, heapMb: 0, seconds: 0 };
for await (const { lines, next } of blocksOf(exported(), encoding, { offset: 0, line: 1 })) {
  const rows = lines.filter(({ line }) => line > 1);
  const read = rows.map((line) => readLine(line, columns, Date.UTC(2026, 5, 1)));
  const { changing, unchanged, rejected } = planOf(read, knownOf(read));
  sums.changing += changing.length;
  sums.unchanged += unchanged;
  sums.rejected += rejected.length;
  sums.bytes = next.offset;
  sums.heapMb = Math.max(sums.heapMb, Math.round(process.memoryUsage().heapUsed / 1e6));
}
sums.seconds = Math.round(performance.now() - startedAt) / 1_000;
console.log(JSON.stringify(sums));
